import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase, type RegionCode } from '../shared/phase.js';
import { type SchoolContext } from './context.js';

/** A school's absence in one year, in per cent of possible sessions; the counts where the source gives them. */
export interface YearAbsence {
  readonly academicYear: AcademicYear;
  readonly absencePercent: number;
  readonly possibleSessions?: number;
  readonly absenceSessions?: number;
  readonly enrolments?: number;
}

/** What the model knows of a school. The context is the newest known before the frame's target year began. */
export interface SchoolHistory {
  readonly urn: string;
  readonly laestab?: string;
  readonly phase: AbsencePhase;
  readonly regionCode: RegionCode;
  readonly laCode: string;
  /** undefined: the register does not say. */
  readonly isSelective: boolean | undefined;
  /** Pupils of compulsory age, last year; the size that shrinks and widens. */
  readonly enrolments?: number;
  readonly absence: readonly YearAbsence[];
  readonly context: SchoolContext;
}

/** The schools of one target year. For a fit their histories also hold the target year itself; nothing else may be newer than the year before. */
export interface Frame {
  readonly targetYear: AcademicYear;
  readonly schools: readonly SchoolHistory[];
}

/** A loop, because a fit asks some hundred thousand times. */
export function absenceIn({ absence }: SchoolHistory, year: AcademicYear): number | undefined {
  for (const one of absence) if (one.academicYear === year) return one.absencePercent;
  return undefined;
}
