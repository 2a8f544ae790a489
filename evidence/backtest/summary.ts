import { type BaselineModel } from '../../domain/baseline/model.js';
import { type NationalShift } from '../../domain/baseline/national-shift.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { quantile } from '../../domain/baseline/quantile.js';
import { type ComparisonSummary } from '../../domain/similar/summary.js';
import { type GovernanceMix, type NoExampleCode } from '../../domain/similar/types.js';
import { type Comparators, comparatorSummary } from './comparators.js';
import { type Backtest } from './run-backtest.js';
import {
  type Judged,
  adjustedError,
  byGroup,
  isCovered,
  isMet,
  judgedSchools,
  mean,
  shareOf,
  sizeBandOf,
} from './score.js';

/** Counts of schools that a back-test covers, and of those it does not. */
interface Counts {
  /** With a last year: the ones that are scored, as the reference script scores them. */
  readonly schools: number;
  readonly without_last_year: number;
  readonly without_anything: number;
}

type Figures = Readonly<Record<string, number>>;

/** Keys as the reference script prints them; errors in percentage points of absence; "adj" means without the national change. */
interface Scores {
  readonly mae: number;
  readonly mae_adj: number;
  readonly own_last_year_mae_adj: number;
  readonly mae_adj_by_phase: Figures;
  readonly cover80: number;
  readonly cover95: number;
  readonly width80_median: number;
  readonly cover80_by_phase: Figures;
  readonly cover80_by_size_band: Figures;
  readonly cover80_by_deprivation_fifth: Figures;
  readonly cover95_by_phase: Figures;
  readonly cover95_by_size_band: Figures;
  readonly cover95_by_deprivation_fifth: Figures;
  readonly bias_adj: number;
  readonly bias_adj_by_deprivation_fifth: Figures;
  readonly met: number;
  readonly met_by_deprivation_fifth: Figures;
}

export interface BacktestSummary extends Counts, Partial<Scores> {
  readonly score_year: string;
  readonly train_years: readonly string[];
  /** Per phase: intercept, last year, year before, similar schools, clip low, clip high, and then the older years. */
  readonly coefficients: Readonly<Record<AbsencePhase, readonly number[]>>;
  readonly national_shift: NationalShift;
  /** Mainstream schools with a last year, by phase: how many are shown fair examples, and why others are not. */
  readonly comparators: Readonly<Record<'primary' | 'secondary', ComparatorFigures>>;
}

/** Shares 0 to 1; kilometres of straight line. */
interface ComparatorFigures {
  readonly schools: number;
  readonly found: number;
  /** Share with three or more fair examples, of the schools outside the best quarter of their group. */
  readonly found_outside_best_quarter: number;
  readonly median_kilometres: number | null;
  readonly no_fair_example: Readonly<Partial<Record<NoExampleCode, number>>>;
  readonly governance_mix: Readonly<Partial<Record<GovernanceMix, number>>>;
}

export const round4 = (value: number): number => Math.round(value * 1e4) / 1e4;

const coverage = (judged: readonly Judged[], level: 'interval80' | 'interval95'): number =>
  round4(shareOf(judged, (one) => isCovered(one, one.expected[level])));

const phaseOf = ({ school }: Judged): string => school.history.phase;
const fifthOf = ({ deprivationFifth }: Judged): number | undefined => deprivationFifth;

function scoresOf(judged: readonly Judged[]): Scores {
  const cover80 = (group: readonly Judged[]): number => coverage(group, 'interval80');
  const cover95 = (group: readonly Judged[]): number => coverage(group, 'interval95');
  const error = (group: readonly Judged[]): number => round4(mean(group.map((one) => Math.abs(adjustedError(one)))));
  const bias = (group: readonly Judged[]): number => round4(mean(group.map(adjustedError)));
  const met = (group: readonly Judged[]): number => round4(shareOf(group, isMet));
  return {
    mae: round4(
      mean(judged.map(({ outcome, expected }) => Math.abs(outcome.absencePercent - expected.expectedAbsencePercent))),
    ),
    mae_adj: error(judged),
    own_last_year_mae_adj: round4(
      mean(judged.map(({ outcome, lastYearPercent }) => Math.abs(outcome.adjustedPercent - lastYearPercent))),
    ),
    mae_adj_by_phase: byGroup(judged, phaseOf, error),
    cover80: cover80(judged),
    cover95: cover95(judged),
    width80_median: round4(
      quantile(
        judged.map(({ expected: { interval80 } }) => interval80.high - interval80.low),
        0.5,
      ),
    ),
    cover80_by_phase: byGroup(judged, phaseOf, cover80),
    cover80_by_size_band: byGroup(judged, sizeBandOf, cover80),
    cover80_by_deprivation_fifth: byGroup(judged, fifthOf, cover80),
    cover95_by_phase: byGroup(judged, phaseOf, cover95),
    cover95_by_size_band: byGroup(judged, sizeBandOf, cover95),
    cover95_by_deprivation_fifth: byGroup(judged, fifthOf, cover95),
    bias_adj: bias(judged),
    bias_adj_by_deprivation_fifth: byGroup(judged, fifthOf, bias),
    met: met(judged),
    met_by_deprivation_fifth: byGroup(judged, fifthOf, met),
  };
}

function coefficientsOf(model: BaselineModel, phase: AbsencePhase): readonly number[] {
  const { coefficients, clip } = model.phases[phase];
  const { intercept, lastYear, yearBefore, older, similar } = coefficients;
  return [intercept, lastYear, yearBefore, similar, clip.low, clip.high, older].map(round4);
}

const comparatorFigures = (summary: ComparisonSummary): ComparatorFigures => ({
  schools: summary.schools,
  found: summary.found,
  found_outside_best_quarter: round4(summary.foundOutsideBestQuarter / summary.outsideBestQuarter),
  median_kilometres: summary.medianKilometres === undefined ? null : round4(summary.medianKilometres),
  no_fair_example: summary.reasons,
  governance_mix: summary.mixes,
});

/** The figures of a back-test; without outcomes there is nothing to score, and the scores are left out. */
export function summaryOf(backtest: Backtest, comparators: Comparators): BacktestSummary {
  const { years, model, schools, scored } = backtest;
  const judged = judgedSchools(backtest);
  const { primary, secondary } = comparatorSummary(backtest, comparators);
  const from = (kind: string): number => schools.filter((school) => school.from === kind).length;
  return {
    score_year: years.score,
    train_years: years.train,
    schools: from('own-years'),
    without_last_year: from('similar-schools'),
    without_anything: from('none') + scored.withoutRegion,
    ...(judged.length > 0 && scoresOf(judged)),
    coefficients: {
      primary: coefficientsOf(model, 'primary'),
      secondary: coefficientsOf(model, 'secondary'),
      special: coefficientsOf(model, 'special'),
    },
    national_shift: model.nationalShift,
    comparators: { primary: comparatorFigures(primary), secondary: comparatorFigures(secondary) },
  };
}
