import { type ContextSource } from '../baseline/context.js';
import { type ContextStandard, contextPoint } from '../baseline/standardise.js';
import { type SchoolHistory } from '../baseline/types.js';
import { isRural, isSelective } from '../scope/traits.js';
import { type Establishment } from '../scope/types.js';
import { gridPosition } from './distance.js';
import { governanceClass } from './governance.js';
import { type AreaSelectivityClass, type ComparableSchool } from './types.js';

/** Standardised context of a school, or undefined where it has less than half of the measures. */
export function contextCoordinates(
  source: ContextSource,
  standard: ContextStandard,
  school: SchoolHistory,
): readonly number[] | undefined {
  const { coordinates, known } = contextPoint(source, standard, school);
  return known * 2 >= source.measures.length ? coordinates : undefined;
}

/** What the register does not hold of a school, but its comparison needs. */
export interface ComparableFacts {
  readonly history: SchoolHistory;
  /** Last year's attendance in per cent. */
  readonly attendancePercent: number;
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
    isSelective: isSelective(establishment),
    areaSelectivity: facts.areaSelectivity,
    gender: establishment.gender,
    regionCode: facts.history.regionCode,
    isRural: isRural(establishment),
    position: gridPosition(establishment.easting, establishment.northing),
    governance: governanceClass(establishment, facts.trustSchools),
    enrolments: facts.enrolments,
    attendancePercent: facts.attendancePercent,
    context: facts.history.context,
    contextCoordinates: facts.contextCoordinates,
  };
}
