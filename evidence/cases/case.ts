import { type Database } from '../../database/database.js';
import { type FolderFile, type SkippedFile } from '../../importers/import-folder.js';

/** What a case works with: a fresh database that holds the base files, and imports of the case's own. */
export interface Scene {
  readonly db: Database;
  /** Imports one file of the case's folder, by itself. */
  readonly take: (fileName: string, options?: TakeOptions) => Promise<FolderFile['outcome']>;
  /** Imports the case's folder as a whole. */
  readonly takeFolder: () => Promise<{
    readonly files: readonly FolderFile[];
    readonly skipped: readonly SkippedFile[];
  }>;
}

export interface TakeOptions {
  readonly releasedOn?: string;
  readonly mayBeOlder?: boolean;
  readonly academicYear?: string;
}

/** One case of published files: its number, what it is about, and what is right. */
export interface Case {
  readonly id: string;
  readonly title: string;
  /** A sentence for each thing that is not right; empty when all is. */
  readonly check: (scene: Scene) => Promise<readonly string[]>;
}

/** The sentence where the condition does not hold. */
export const unless = (isRight: boolean, otherwise: string): readonly string[] => (isRight ? [] : [otherwise]);

export const isImported = ({ outcome }: FolderFile['outcome'], otherwise: string): readonly string[] =>
  unless(outcome === 'imported', otherwise);

/** Whether a refusal names what is meant, in a problem or in what to do. */
export const refusalSays = (outcome: FolderFile['outcome'], words: RegExp, line?: number): boolean =>
  outcome.outcome === 'refused' &&
  outcome.errors.some(
    (error) => words.test(`${error.problem} ${error.remedy}`) && (line === undefined || error.line === line),
  );

export const notesSay = (outcome: FolderFile['outcome'], words: RegExp): boolean =>
  outcome.outcome === 'imported' && outcome.notes.some(({ note }) => words.test(note));
