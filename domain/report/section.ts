import { type Toolkit } from '../toolkits/library.js';
import { type ReportChange } from './diff.js';
import { type Figure } from './figures.js';

/** The status of a version of a report: what is not among its facts. */
export interface ReportVersion {
  readonly reportVersion: number;
  readonly standing: 'draft' | 'with-school' | 'issued' | 'superseded' | 'under-review';
  readonly reason: string;
  /** `yyyy-mm-dd` */
  readonly createdOn: string;
  readonly narrative: string;
  readonly writtenBy: string;
  /** What differs from the version that the school had before; none for the first that it sees. */
  readonly since?: { readonly reportVersion: number; readonly changes: readonly ReportChange[] };
  /** How to get in touch with named examples, by URN, as they say it now. */
  readonly contacts?: Readonly<Record<string, string>>;
  /** The school's own statement, shown with its figures. */
  readonly schoolNote?: string;
}

/** A cell of a table; a figure carries where it comes from. */
export type Cell = { readonly text: string } | { readonly figure: Figure };

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly head: string; readonly cells: readonly Cell[] }[];
}

/** One part of a report, in the order in which its pieces are shown. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly table?: Table;
  readonly list?: readonly string[];
  readonly parts?: readonly {
    readonly title: string;
    readonly paragraphs: readonly string[];
    readonly list: readonly string[];
  }[];
}

export interface SectionContext {
  readonly figures: readonly Figure[];
  readonly toolkits: readonly Toolkit[];
  readonly version: ReportVersion;
}
