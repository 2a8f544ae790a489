import { type ContextMeasure, type ContextSource } from '../baseline/context.js';
import { solvePositiveDefinite } from '../baseline/least-squares.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type SimilarRules } from './rules.js';
import { type ComparableSchool } from './types.js';

/** Weights of one phase, in the order of the measures; their mean is 1. `even`: too few schools, or nothing to learn from them. */
interface PhaseWeights {
  readonly basis: 'learned' | 'even';
  readonly schools: number;
  /** Share of the variance of absence between schools that the measures explain, 0 to 1. */
  readonly explainedShare: number;
  readonly weights: readonly number[];
}

/** How much each measure counts in the context distance: plain JSON, learned once a year and published. */
export interface ContextWeights {
  readonly measures: readonly ContextMeasure[];
  readonly phases: Readonly<Record<AbsencePhase, PhaseWeights>>;
}

interface Lesson {
  readonly coordinates: readonly number[];
  readonly absence: number;
  readonly weight: number;
}

/** Sums over schools in the order of their URNs, so that the same schools give the same bits in any order. */
function lessonsOf(schools: readonly ComparableSchool[], phase: AbsencePhase, rules: SimilarRules): readonly Lesson[] {
  return schools
    .filter((school) => school.absencePhase === phase)
    .sort((a, b) => (a.urn < b.urn ? -1 : 1))
    .flatMap(({ contextCoordinates, attendancePercent, enrolments }) =>
      contextCoordinates === undefined
        ? []
        : [
            {
              coordinates: contextCoordinates,
              absence: 100 - attendancePercent,
              weight: enrolments / (enrolments + rules.weights.halfWeightEnrolments),
            },
          ],
    );
}

interface Moments {
  readonly weight: number;
  /** Weighted sums of products of deviations from the means, measure by measure and measure by absence. */
  readonly products: readonly Float64Array[];
  readonly withAbsence: Float64Array;
  readonly absence: number;
}

function weightedMean(lessons: readonly Lesson[], valueOf: (lesson: Lesson) => number): number {
  let sum = 0;
  let weight = 0;
  for (const lesson of lessons) {
    sum += lesson.weight * valueOf(lesson);
    weight += lesson.weight;
  }
  return weight > 0 ? sum / weight : 0;
}

function momentsOf(lessons: readonly Lesson[], measures: number): Moments {
  const means = Array.from({ length: measures }, (_, index) =>
    weightedMean(lessons, ({ coordinates }) => coordinates[index] ?? 0),
  );
  const meanAbsence = weightedMean(lessons, ({ absence }) => absence);
  const products = means.map(() => new Float64Array(measures));
  const withAbsence = new Float64Array(measures);
  let absence = 0;
  let weight = 0;
  for (const lesson of lessons) {
    const deviations = means.map((mean, index) => (lesson.coordinates[index] ?? 0) - mean);
    const ofAbsence = lesson.absence - meanAbsence;
    products.forEach((line, row) => {
      const scaled = lesson.weight * (deviations[row] ?? 0);
      withAbsence[row] = (withAbsence[row] ?? 0) + scaled * ofAbsence;
      deviations.forEach((deviation, column) => {
        line[column] = (line[column] ?? 0) + scaled * deviation;
      });
    });
    absence += lesson.weight * ofAbsence * ofAbsence;
    weight += lesson.weight;
  }
  return { weight, products, withAbsence, absence };
}

const sumOf = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index] ?? 0;
  return sum;
};

/** Coefficients of a ridge regression of absence on the standardised measures: points of absence for one standard deviation. */
function coefficientsOf({ weight, products, withAbsence }: Moments, ridgeShare: number): readonly number[] {
  const penalised = products.map((line, row) =>
    line.map((value, column) => (column === row ? value + ridgeShare * weight : value)),
  );
  return solvePositiveDefinite(penalised, withAbsence);
}

function explainedShareOf({ products, withAbsence, absence }: Moments, coefficients: readonly number[]): number {
  const met = sumOf(coefficients.map((coefficient, index) => coefficient * (withAbsence[index] ?? 0)));
  const squared = sumOf(
    coefficients.map((coefficient, row) =>
      sumOf(coefficients.map((other, column) => coefficient * other * (products[row]?.[column] ?? 0))),
    ),
  );
  return absence > 0 ? (2 * met - squared) / absence : 0;
}

function phaseWeights(lessons: readonly Lesson[], measures: number, rules: SimilarRules): PhaseWeights {
  const { ridgeShare, leastWeight, fewestSchools, leastExplainedShare } = rules.weights;
  const schools = lessons.length;
  const even = { basis: 'even', schools, explainedShare: 0, weights: new Array<number>(measures).fill(1) } as const;
  if (schools < fewestSchools) return even;
  const moments = momentsOf(lessons, measures);
  const coefficients = coefficientsOf(moments, ridgeShare);
  const explainedShare = explainedShareOf(moments, coefficients);
  if (explainedShare < leastExplainedShare) return { ...even, explainedShare };
  const squares = coefficients.map((coefficient) => coefficient * coefficient);
  const total = sumOf(squares);
  const weights = squares.map((square) => leastWeight + ((1 - leastWeight) * measures * square) / total);
  return { basis: 'learned', schools, explainedShare, weights };
}

/**
 * Learns, from the very schools that are compared, how much each measure of context goes with absence, phase by phase: the squared
 * coefficient of a ridge regression of last year's absence on the standardised measures, so that a difference in a measure counts as
 * much as the difference in absence it goes with. Weights have mean 1, which keeps the meaning of a distance; none is below the least.
 */
export function learnWeights(
  schools: readonly ComparableSchool[],
  { measures }: ContextSource,
  rules: SimilarRules,
): ContextWeights {
  const of = (phase: AbsencePhase): PhaseWeights =>
    phaseWeights(lessonsOf(schools, phase, rules), measures.length, rules);
  return { measures, phases: { primary: of('primary'), secondary: of('secondary'), special: of('special') } };
}
