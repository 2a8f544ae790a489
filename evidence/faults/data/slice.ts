import { type RandomStream, shuffled } from '../../../demo/england/random.js';
import { type DataFile, type FileRole, type Folder, sheetOf } from './folder.js';
import { reader, type Sheet, withRows } from './sheet.js';

/**
 * Whole local authorities drawn at random, until their register holds at least so many schools: what is checked by authority stays whole,
 * and a run takes a fraction of a second. The file of national and authorities' rates is short, and stays as it is.
 */
export function sliceOf(folder: Folder, random: RandomStream, leastSchools: number): Folder {
  const register = sheetOf(folder, 'register');
  const authorityIn = reader(register, 'LA (code)');
  const sizes = new Map<string, number>();
  for (const row of register.rows) sizes.set(authorityIn(row), (sizes.get(authorityIn(row)) ?? 0) + 1);
  const taken = new Set<string>();
  let schools = 0;
  for (const [authority, size] of shuffled([...sizes].sort(byCode), random)) {
    if (schools >= leastSchools) break;
    taken.add(authority);
    schools += size;
  }
  return only(folder, taken);
}

const byCode = ([a]: readonly [string, number], [b]: readonly [string, number]): number => (a < b ? -1 : 1);

function only(folder: Folder, authorities: ReadonlySet<string>): Folder {
  const register = sheetOf(folder, 'register');
  const urnIn = reader(register, 'URN');
  const authorityIn = reader(register, 'LA (code)');
  const urns = new Set(register.rows.filter((row) => authorities.has(authorityIn(row))).map(urnIn));
  const isTaken = (role: FileRole, sheet: Sheet): ((row: readonly string[]) => boolean) => {
    const cell = (name: string): ((row: readonly string[]) => string) => reader(sheet, name);
    switch (role) {
      case 'register':
      case 'register-before': {
        const authority = cell('LA (code)');
        return (row) => authorities.has(authority(row));
      }
      case 'absence-three-years-ago':
      case 'absence-year-before':
      case 'absence-last-year': {
        const authority = cell('old_la_code');
        return (row) => authorities.has(authority(row));
      }
      case 'area-absence':
        return () => true;
      case 'links': {
        const [urn, other] = [cell('URN'), cell('LinkURN')];
        return (row) => urns.has(urn(row)) || urns.has(other(row));
      }
      case 'context':
      case 'context-before': {
        const urn = cell('URN');
        return (row) => urns.has(urn(row));
      }
    }
  };
  const files = [...folder.files].map(([role, file]): readonly [FileRole, DataFile] => {
    if ('bytes' in file) return [role, file];
    return [role, withRows(file, file.rows.filter(isTaken(role, file)))];
  });
  return { ...folder, files: new Map(files) };
}
