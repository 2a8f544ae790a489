import { type AcademicYear } from '../../../domain/shared/academic-year.js';
import { type Sheet } from './sheet.js';

/** A file whose bytes are damaged, so that it no longer has cells. */
export interface RawFile {
  readonly fileName: string;
  readonly bytes: Buffer;
}

export type DataFile = Sheet | RawFile;

/** The roles that files of a folder have, whatever their names. */
export type FileRole =
  | 'register-before'
  | 'register'
  | 'links'
  | 'area-absence'
  | 'absence-three-years-ago'
  | 'absence-year-before'
  | 'absence-last-year'
  | 'context-before'
  | 'context';

/** A data folder as a campaign finds it, in the order of import. */
export interface Folder {
  readonly name: 'recent' | 'national';
  readonly targetYear: AcademicYear;
  readonly files: ReadonlyMap<FileRole, DataFile>;
}

/** @throws RangeError when the folder has no such sheet. */
export function sheetOf({ name, files }: Folder, role: FileRole): Sheet {
  const file = files.get(role);
  if (file === undefined || 'bytes' in file) throw new RangeError(`The ${name} folder has no sheet "${role}".`);
  return file;
}

export const withFile = (folder: Folder, role: FileRole, file: DataFile): Folder => ({
  ...folder,
  files: new Map([...folder.files, [role, file]]),
});
