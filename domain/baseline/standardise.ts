import { type AbsencePhase } from '../shared/phase.js';
import { type ContextSource, coordinate } from './context.js';
import { quantile } from './quantile.js';
import { type SchoolHistory } from './types.js';

/** Of one measure in one phase; in the units of `coordinate`, so the logarithm for the roll. */
interface MeasureStandard {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly median: number;
}

/** One standard per measure of the source, in its order; undefined where no school of the phase has the measure. */
export type ContextStandard = Readonly<Record<AbsencePhase, readonly (MeasureStandard | null)[]>>;

function standardOf(values: readonly number[]): MeasureStandard | null {
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const standardDeviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
  return { mean, standardDeviation: standardDeviation > 0 ? standardDeviation : 1, median: quantile(values, 0.5) };
}

/** Mean, spread and median of each measure by phase over the schools given. */
export function contextStandard(source: ContextSource, schools: readonly SchoolHistory[]): ContextStandard {
  const of = (phase: AbsencePhase): (MeasureStandard | null)[] => {
    const own = schools.filter((school) => school.phase === phase);
    return source.measures.map((measure) =>
      standardOf(
        own
          .map((school) => coordinate(measure, school.context, school.enrolments))
          .filter((value) => value !== undefined),
      ),
    );
  };
  return { primary: of('primary'), secondary: of('secondary'), special: of('special') };
}

export interface ContextPoint {
  readonly coordinates: readonly number[];
  /** Measures the school really has; the rest stand at the phase's median. */
  readonly known: number;
}

/** A school's standardised place. A missing measure takes the phase's median, as in the reference; a measure nobody has counts for nothing. */
export function contextPoint(source: ContextSource, standard: ContextStandard, school: SchoolHistory): ContextPoint {
  const phase = standard[school.phase];
  let known = 0;
  const coordinates = source.measures.map((measure, index) => {
    const of = phase[index] ?? null;
    if (of === null) return 0;
    const value = coordinate(measure, school.context, school.enrolments);
    if (value !== undefined) known += 1;
    return ((value ?? of.median) - of.mean) / of.standardDeviation;
  });
  return { coordinates, known };
}
