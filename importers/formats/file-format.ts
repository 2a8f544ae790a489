import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type FileKind } from '../file-kind.js';
import { type ErrorList } from '../import-error.js';
import { type ColumnRule } from '../reading/header.js';
import { type Row } from '../reading/row.js';

export type Cell = string | number | null;

/** A row for the format's table, by column; the loader adds `batch_id` and `line`. */
export type TableRow = Readonly<Record<string, Cell>>;

/** What a format needs to know beyond its own rows. */
export interface FileContext {
  /** Of a file that has no year column; given by the caller or read from the file's name. */
  readonly academicYear: AcademicYear | undefined;
  readonly errors: ErrorList;
  /** Whether the register now in force has the school. */
  readonly isKnownUrn: (urn: string) => boolean;
}

/** Turns rows into table rows, one file long. */
interface RowMapper {
  /** undefined when the row is left out: by rule, or because it has a problem, which it then reported. */
  readonly map: (row: Row) => TableRow | undefined;
  /** Checks that need the whole file. */
  readonly finish?: () => void;
}

export interface FileFormat {
  readonly kind: FileKind;
  readonly table: string;
  readonly columns: readonly ColumnRule[];
  readonly tableColumns: readonly string[];
  /** Columns of the table that together may occur once in a file, and the file's column to name when they occur twice. */
  readonly key: { readonly tableColumns: readonly string[]; readonly column: string };
  /** `left-out` where the publisher's own files repeat rows word for word; rows that differ under one key are refused all the same. */
  readonly repeats: 'refused' | 'left-out';
  readonly needsAcademicYear?: boolean;
  readonly needsRegister?: boolean;
  readonly begin: (context: FileContext) => RowMapper;
}
