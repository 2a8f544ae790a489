import { hubEffect, type HubEffect } from '../../domain/learning/hub-openings.js';
import { type Estimate } from '../../domain/learning/interval.js';
import { regressionToMean, type RegressionToMean } from '../../domain/learning/regression-to-mean.js';
import { plantedYear, type Planted } from './planted-year.js';

/** What is planted: a hub's 0.3 points, and schools of a bad year that return six tenths of the way by themselves. */
export const plantedEffects: Planted = { hubPoints: 0.3, supportPoints: 0.25, shareThatReturns: 0.6 };

/** How often an interval of the learning report holds what was planted. Points of absence, or a share. */
export interface Recovery {
  readonly effect: string;
  readonly truth: number;
  readonly seeds: number;
  /** Seeds whose interval holds the truth; a seed without an estimate is none of them. */
  readonly within: number;
  /** Seeds whose interval holds zero: how often the effect cannot be distinguished from none. */
  readonly holdsZero: number;
  readonly meanEstimate: number;
  readonly medianWidth: number;
}

interface Found {
  readonly hub: HubEffect | undefined;
  readonly regression: RegressionToMean | undefined;
}

interface Effect {
  readonly effect: string;
  readonly truth: number;
  readonly estimate: (found: Found) => Estimate | undefined;
}

const effects = ({ hubPoints, supportPoints, shareThatReturns }: Planted): readonly Effect[] => [
  { effect: 'hub opened, points', truth: hubPoints, estimate: ({ hub }) => hub?.points },
  { effect: 'month before a hub opens, points', truth: 0, estimate: ({ hub }) => hub?.before },
  {
    effect: 'regression to the mean, share',
    truth: shareThatReturns,
    estimate: ({ regression }) => regression?.shareThatReturns,
  },
  { effect: 'support, points', truth: supportPoints, estimate: ({ regression }) => regression?.supportPoints },
];

/**
 * Invents a year for each seed and asks the learning report's estimators what was planted in it. The same seeds give the same rows. The
 * estimate of a hub's effect moves with the effect point by point, so one effect size represents all, zero included.
 */
export function recoveries(planted: Planted, seeds: readonly number[]): readonly Recovery[] {
  const found = seeds.map((seed): Found => {
    const { hubAreas, schools, nationalShift } = plantedYear(planted, seed);
    return {
      hub: hubEffect(hubAreas),
      regression: regressionToMean(schools, nationalShift),
    };
  });
  return effects(planted).map(({ effect, truth, estimate }) => {
    const estimates = found.flatMap((each) => estimate(each) ?? []);
    const widths = estimates.map(({ low, high }) => high - low).sort((a, b) => a - b);
    return {
      effect,
      truth,
      seeds: seeds.length,
      within: estimates.filter((each) => holds(each, truth)).length,
      holdsZero: estimates.filter((each) => holds(each, 0)).length,
      meanEstimate: estimates.reduce((sum, { value }) => sum + value, 0) / estimates.length,
      medianWidth: widths[Math.floor(widths.length / 2)] ?? Number.NaN,
    };
  });
}

const holds = ({ low, high }: Estimate, truth: number): boolean => low <= truth && truth <= high;

/** For people: one line for each effect. */
export function recoveryText(rows: readonly Recovery[]): string {
  const widest = Math.max(...rows.map(({ effect }) => effect.length));
  return [
    `${'effect'.padEnd(widest)}  planted  within  of seeds  mean estimate  median width    holds zero`,
    ...rows.map(({ effect, truth, within, seeds, meanEstimate, medianWidth, holdsZero }) =>
      [
        effect.padEnd(widest),
        truth.toFixed(2).padStart(7),
        String(within).padStart(6),
        String(seeds).padStart(8),
        meanEstimate.toFixed(3).padStart(13),
        medianWidth.toFixed(3).padStart(12),
        String(holdsZero).padStart(12),
      ].join('  '),
    ),
  ].join('\n');
}
