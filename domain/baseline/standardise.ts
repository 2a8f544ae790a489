import { type AbsencePhase } from '../shared/phase.js';
import { type ContextSource, coordinate } from './context.js';
import { type PointField } from './point-field.js';
import { quantileWithin } from './quantile.js';
import { type SchoolHistory } from './types.js';

/** Of one measure in one phase; in the units of `coordinate`, so the logarithm for the roll. */
interface MeasureStandard {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly median: number;
}

/** One standard per measure of the source, in its order; undefined where no school of the phase has the measure. */
export type ContextStandard = Readonly<Record<AbsencePhase, readonly (MeasureStandard | null)[]>>;

function standardOf(values: Float64Array): MeasureStandard | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  const standardDeviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
  return {
    mean,
    standardDeviation: standardDeviation > 0 ? standardDeviation : 1,
    median: quantileWithin(values, 0.5),
  };
}

/** The known values of each measure among some schools, measure by measure. */
function knownValues({ measures }: ContextSource, schools: readonly SchoolHistory[]): readonly Float64Array[] {
  const values = measures.map(() => new Float64Array(schools.length));
  const known = measures.map(() => 0);
  for (const { context, enrolments } of schools) {
    for (let index = 0; index < measures.length; index += 1) {
      const measure = measures[index];
      const value = measure === undefined ? undefined : coordinate(measure, context, enrolments);
      const column = values[index];
      if (value === undefined || column === undefined) continue;
      const place = known[index] ?? 0;
      column[place] = value;
      known[index] = place + 1;
    }
  }
  return values.map((column, index) => column.subarray(0, known[index]));
}

/** Mean, spread and median of each measure by phase over the schools given. */
export function contextStandard(source: ContextSource, schools: readonly SchoolHistory[]): ContextStandard {
  const of = (phase: AbsencePhase): (MeasureStandard | null)[] =>
    knownValues(
      source,
      schools.filter((school) => school.phase === phase),
    ).map(standardOf);
  return { primary: of('primary'), secondary: of('secondary'), special: of('special') };
}

/** Writes a school's standardised place from `start` on and returns the number of measures known for the school. */
function writePlace(
  { measures }: ContextSource,
  standard: ContextStandard,
  school: SchoolHistory,
  { into, start }: { readonly into: Float64Array | number[]; readonly start: number },
): number {
  const phase = standard[school.phase];
  let known = 0;
  for (let index = 0; index < measures.length; index += 1) {
    const measure = measures[index];
    const of = phase[index] ?? null;
    const value = measure === undefined ? undefined : coordinate(measure, school.context, school.enrolments);
    into[start + index] = of === null ? 0 : ((value ?? of.median) - of.mean) / of.standardDeviation;
    if (of !== null && value !== undefined) known += 1;
  }
  return known;
}

export interface ContextPoint {
  readonly coordinates: readonly number[];
  /** Number of measures known for the school; the others are at the phase's median. */
  readonly known: number;
}

/** A school's standardised place. A missing measure takes the phase's median, as in the reference; a measure that no school has is ignored. */
export function contextPoint(source: ContextSource, standard: ContextStandard, school: SchoolHistory): ContextPoint {
  const coordinates: number[] = [];
  const known = writePlace(source, standard, school, { into: coordinates, start: 0 });
  return { coordinates, known };
}

/** The standardised places of many schools, row by row, and which of them have a place among neighbours. */
interface PlacedField {
  readonly field: PointField;
  /** 1 where at least half of the measures are known: at the medians a school would be near to everyone. */
  readonly isPlaced: Uint8Array;
}

/** As `contextPoint`, for all schools at once. */
export function contextField(
  source: ContextSource,
  standard: ContextStandard,
  schools: readonly SchoolHistory[],
): PlacedField {
  const dimensions = source.measures.length;
  const coordinates = new Float64Array(schools.length * dimensions);
  const isPlaced = new Uint8Array(schools.length);
  schools.forEach((school, position) => {
    const known = writePlace(source, standard, school, { into: coordinates, start: position * dimensions });
    if (known * 2 >= dimensions) isPlaced[position] = 1;
  });
  return { field: { dimensions, coordinates }, isPlaced };
}
