import { type School } from './school.js';

/** The register's status of an establishment: 1 open, 2 closed, 3 open but proposed to close, 4 proposed to open. */
type StatusCode = '1' | '2' | '3' | '4';

/** One number of the register. A school that converts, merges or splits leaves its years of absence under the old one. */
export interface Establishment {
  readonly urn: string;
  readonly school: School;
  readonly name: string;
  readonly typeCode: string;
  readonly status: StatusCode;
  /** `yyyy-mm-dd` */
  readonly opensOn?: string;
  readonly closesOn?: string;
  /** Years it reports, counted from the latest published year: -2 to 1, where 1 is the year not yet published. */
  readonly reportsFrom: number;
  readonly reportsTo: number;
  /** Share of its first year that a sponsor's new academy has, when it opens within one. */
  readonly firstYearShare: number;
  /** Its enrolments divided by those of the school. */
  readonly sizeShare: number;
  /** Whether it has the school number of the establishment it follows. */
  readonly keepsNumberOf?: string;
}

/** Four ranges of invented numbers; no school of the register has a number from 900000 up. */
const ranges = { first: 900_000, successor: 924_000, secondPredecessor: 948_000, older: 972_000 } as const;

export const numberIn = (range: keyof typeof ranges, index: number): string => String(ranges[range] + index);

/** The files show three years; one more is needed for the year-to-date release. */
export const firstOffset = -2;
export const lastOffset = 1;

/** The school's register entry if nothing had happened to it. */
export const plain = (school: School): Establishment => ({
  urn: numberIn('first', school.index),
  school,
  name: school.name,
  typeCode: school.typeCode,
  status: '1',
  reportsFrom: firstOffset,
  reportsTo: lastOffset,
  firstYearShare: 1,
  sizeShare: 1,
});
