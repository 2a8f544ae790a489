import { type NamedExample, type SimilarFacts } from '../report/facts.js';
import { type AbsencePhase } from '../shared/phase.js';
import { isAboveFloor } from '../similar/above-floor.js';
import { defaultSimilarRules } from '../similar/rules.js';

/** The figures that examples have to be better than: the floor that holds, and the corrected attendance where there is one. */
export interface ToBeat {
  readonly floorAttendancePercent: number;
  readonly correctedAttendancePercent?: number;
  readonly enrolments: number;
  readonly phase: AbsencePhase;
}

/** Luck of the difference between two schools of this size, one standard deviation in percentage points. */
function noiseOf({ enrolments, phase }: ToBeat): number {
  const { constant, perEnrolment } = defaultSimilarRules.transientVariance[phase];
  return defaultSimilarRules.noiseMultiple * Math.sqrt(2 * (constant + perEnrolment / Math.max(1, enrolments)));
}

/**
 * The examples that are still better once a figure was corrected or another floor holds; named or not, before anything is rounded.
 * None left is said as such.
 */
export function fitExamples(similar: SimilarFacts<NamedExample>, toBeat: ToBeat): SimilarFacts<NamedExample> {
  if (similar.kind !== 'found') return similar;
  const { floorAttendancePercent: floor, correctedAttendancePercent: own = -Infinity } = toBeat;
  const schools = similar.schools.filter(
    ({ attendancePercent }) => isAboveFloor(attendancePercent, floor) && attendancePercent - own > noiseOf(toBeat),
  );
  return schools.length > 0
    ? { kind: 'found', schools }
    : {
        kind: 'no-fair-example',
        reason: 'None of the schools like this one within reach is clearly above the level that this report expects.',
      };
}
