import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type SchoolCalendar } from '../../domain/shared/school-calendar.js';
import { type FileKind } from '../file-kind.js';
import { type ErrorList } from '../import-error.js';
import { type NoteList } from '../import-note.js';
import { type ColumnRule } from '../reading/header.js';
import { type Row } from '../reading/row.js';

export type Cell = string | number | null;

/** A row for the format's table, by column; the loader adds `batch_id` and `line`, and stores the table's columns alone. */
export type TableRow = Readonly<Record<string, Cell>>;

/** What a format needs to know beyond its own rows. */
export interface FileContext {
  /** Of a file that has no year column; given by the caller or read from the file's name. */
  readonly academicYear: AcademicYear | undefined;
  /** `yyyy-mm-dd`: of a release whose rows do not say it; given by the caller or read from the file's name. */
  readonly releasedOn: string | undefined;
  readonly fileName: string;
  /** Says, once, that nothing gives the date of a release. */
  readonly missesReleaseDate: () => void;
  readonly errors: ErrorList;
  readonly notes: NoteList;
  /** Whether the register now in force has the school. */
  readonly isKnownUrn: (urn: string) => boolean;
  readonly calendarOf: (year: AcademicYear) => SchoolCalendar | undefined;
  readonly importedAt?: Date;
  readonly isCampaignRunning: boolean;
}

export interface MappedRow {
  readonly line: number;
  readonly cells: TableRow;
}

/** Turns rows into table rows, one file long. */
interface RowMapper {
  /**
   * undefined when the row is left out: by rule, or because it has a problem, which it then reported; `held` when it is part of a row that
   * `rest` gives.
   */
  readonly map: (row: Row) => TableRow | 'held' | undefined;
  /** Rows that are put together from several of the file's. */
  readonly rest?: () => Iterable<MappedRow>;
  /** Checks that need the whole file. */
  readonly finish?: () => void;
}

export interface FileFormat {
  readonly kind: FileKind;
  readonly table: string;
  readonly columns: readonly ColumnRule[];
  /** Layouts of one publication: the columns of at least one must be there. */
  readonly needsOneOf?: readonly (readonly string[])[];
  readonly tableColumns: readonly string[];
  /**
   * Columns of the table that together may occur once in a file, and the file's column to name when they occur twice. A row that repeats
   * another in everything that is read counts once; rows that differ are refused.
   */
  readonly key: { readonly tableColumns: readonly string[]; readonly column: string };
  readonly needsAcademicYear?: boolean;
  readonly needsRegister?: boolean;
  readonly begin: (context: FileContext) => RowMapper;
}
