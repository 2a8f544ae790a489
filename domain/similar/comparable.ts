import { type ContextSource } from '../baseline/context.js';
import { type NationalRates, nationalAbsence } from '../baseline/national-rates.js';
import { type ContextStandard, contextPoint } from '../baseline/standardise.js';
import { type SchoolHistory, absenceIn } from '../baseline/types.js';
import { isRural, isSelective } from '../scope/traits.js';
import { type Establishment } from '../scope/types.js';
import { type AcademicYear, shiftYear } from '../shared/academic-year.js';
import { attendanceFromAbsence } from '../shared/rates.js';
import { gridPosition } from './distance.js';
import { governanceClass } from './governance.js';
import { type AreaSelectivityClass, type ComparableSchool } from './types.js';
import { yearGroupsOf } from './year-groups.js';

/** Standardised context of a school, or undefined where it has less than half of the measures. */
export function contextCoordinates(
  source: ContextSource,
  standard: ContextStandard,
  school: SchoolHistory,
): readonly number[] | undefined {
  const { coordinates, known } = contextPoint(source, standard, school);
  return known * 2 >= source.measures.length ? coordinates : undefined;
}

/** A school's attendance before a target year, in per cent. */
export interface KnownAttendance {
  readonly attendancePercent: number;
  readonly yearBeforePercent: number | undefined;
}

/** Last year's attendance, and the year before's moved by the national change since, so that the two can be averaged; undefined without last year. */
export function knownAttendance(
  school: SchoolHistory,
  targetYear: AcademicYear,
  national: NationalRates,
): KnownAttendance | undefined {
  const [last, before] = [shiftYear(targetYear, -1), shiftYear(targetYear, -2)];
  const absence = absenceIn(school, last);
  if (absence === undefined) return undefined;
  const absenceBefore = absenceIn(school, before);
  const nationalLast = nationalAbsence(national, school.phase, last);
  const nationalBefore = nationalAbsence(national, school.phase, before);
  const isKnown = absenceBefore !== undefined && nationalLast !== undefined && nationalBefore !== undefined;
  return {
    attendancePercent: attendanceFromAbsence(absence),
    yearBeforePercent: isKnown ? attendanceFromAbsence(absenceBefore - nationalBefore + nationalLast) : undefined,
  };
}

/** What the register does not hold of a school, but its comparison needs. */
export interface ComparableFacts extends KnownAttendance {
  readonly history: SchoolHistory;
  readonly enrolments: number;
  readonly contextCoordinates: readonly number[] | undefined;
  readonly areaSelectivity: AreaSelectivityClass;
  /** Open schools of the school's trust; undefined when the trust is not known. */
  readonly trustSchools: number | undefined;
}

/** Joins a register row and its facts to what the rules compare. */
export function comparableSchool(establishment: Establishment, facts: ComparableFacts): ComparableSchool {
  return {
    urn: establishment.urn,
    absencePhase: facts.history.phase,
    phase: establishment.phase,
    yearGroups: yearGroupsOf(establishment.lowAge, establishment.highAge),
    isSelective: isSelective(establishment),
    areaSelectivity: facts.areaSelectivity,
    gender: establishment.gender,
    regionCode: facts.history.regionCode,
    isRural: isRural(establishment),
    position: gridPosition(establishment.easting, establishment.northing),
    governance: governanceClass(establishment, facts.trustSchools),
    enrolments: facts.enrolments,
    attendancePercent: facts.attendancePercent,
    yearBeforePercent: facts.yearBeforePercent,
    context: facts.history.context,
    contextCoordinates: facts.contextCoordinates,
  };
}
