import { type SchoolContext } from '../domain/baseline/context.js';
import { type AcademicYear } from '../domain/shared/academic-year.js';
import { type AbsencePhase, type RegionCode } from '../domain/shared/phase.js';

/** One school and school year of a panel. Percentages of pupils; absence in per cent of possible sessions. */
export interface PanelRow {
  readonly academicYear: AcademicYear;
  /** The LAESTAB where the file has no URN. */
  readonly urn: string;
  readonly laestab: string;
  readonly phase: AbsencePhase;
  readonly laCode: string;
  readonly regionCode: RegionCode;
  readonly academyType: string;
  /** undefined: the file does not say. */
  readonly isSelective: boolean | undefined;
  readonly girlsPercent: number | undefined;
  readonly enrolments: number;
  readonly possibleSessions: number;
  readonly absenceSessions: number;
  readonly absencePercent: number;
  readonly persistentAbsencePercent: number | undefined;
  readonly context: SchoolContext;
  readonly trustKind: string;
  readonly trustSize: number | undefined;
  readonly easting: number | undefined;
  readonly northing: number | undefined;
}

/** A row of an outcomes file, of which only the school, its phase and its sessions are promised; words that it lacks are empty. */
export type OutcomeRow = Omit<PanelRow, 'regionCode' | 'enrolments'> & {
  readonly regionCode: RegionCode | undefined;
  readonly enrolments: number | undefined;
};

/** Rows that a file holds and a back-test leaves out. */
export interface LeftOut {
  /** No possible session, or sessions that are not given. */
  readonly withoutSessions: number;
  /** The same school twice in a year; the first stands. */
  readonly doubled: number;
  /** Neither primary, secondary nor special. */
  readonly otherPhase: number;
}
