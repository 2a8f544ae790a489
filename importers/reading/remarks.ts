import { type ErrorList } from '../import-error.js';
import { type NoteList } from '../import-note.js';

/** Where a file's faults, which refuse it, and its notes, which do not, are collected. */
export interface Remarks {
  readonly errors: ErrorList;
  readonly notes: NoteList;
}
