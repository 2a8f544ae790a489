/** A stated probability, and whether the event happened. */
export interface StatedProbability {
  readonly probability: number;
  readonly isTrue: boolean;
}

export interface CalibrationBin {
  /** 0 to 1, lower end included. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanProbability: number;
  readonly shareTrue: number;
}

export interface Calibration {
  readonly count: number;
  /** Mean distance between stated probability and observed share over the bins, weighted by their counts; 0 to 1. */
  readonly error: number;
  /** Mean square of probability less outcome. */
  readonly brierScore: number;
  readonly bins: readonly CalibrationBin[];
}

/**
 * How well stated probabilities match what happened: the expected calibration error over bins of equal width, with empty ones left out.
 * Source: Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, 2015.
 */
export function calibrationOf(stated: readonly StatedProbability[], binCount = 10): Calibration {
  const count = stated.length;
  const bins = Array.from({ length: binCount }, (_, index) => binOf(stated, index, binCount)).filter(
    (bin) => bin.count > 0,
  );
  return {
    count,
    error: sum(bins.map((bin) => (bin.count / count) * Math.abs(bin.meanProbability - bin.shareTrue))),
    brierScore: mean(stated.map(({ probability, isTrue }) => (probability - (isTrue ? 1 : 0)) ** 2)),
    bins,
  };
}

function binOf(stated: readonly StatedProbability[], index: number, binCount: number): CalibrationBin {
  const within = stated.filter(
    ({ probability }) => Math.min(Math.floor(probability * binCount), binCount - 1) === index,
  );
  return {
    from: index / binCount,
    to: (index + 1) / binCount,
    count: within.length,
    meanProbability: mean(within.map(({ probability }) => probability)),
    shareTrue: mean(within.map(({ isTrue }) => (isTrue ? 1 : 0))),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);
