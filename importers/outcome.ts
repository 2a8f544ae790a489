import { type FileKind } from './file-kind.js';
import { type ImportError } from './import-error.js';
import { type ImportNote } from './import-note.js';

/** The result for one file. A refused file changed nothing; `errorCount` counts every fault, `errors` may list fewer. */
export type ImportOutcome =
  | {
      readonly outcome: 'imported';
      readonly kind: FileKind;
      readonly batchId: number;
      readonly rows: number;
      /** Rows left out by a stated rule of the format: totals, other levels, exact repeats. */
      readonly leftOut: number;
      /** What was left out and why, and what the file cannot support. */
      readonly notes: readonly ImportNote[];
    }
  | { readonly outcome: 'unchanged'; readonly kind: FileKind; readonly batchId: number }
  | {
      readonly outcome: 'refused';
      readonly kind?: FileKind;
      readonly errors: readonly ImportError[];
      readonly errorCount: number;
    };
