import { unevenness, type AreaStray } from './noise.js';

/** Distance of an area's year to date from its year, both less the nation's; percentage points. */
export interface SeasonStray {
  readonly strayPoints: number;
  /** Possible sessions of the months received, and of those to come. */
  readonly seen: readonly number[];
  readonly toCome: readonly number[];
  /** Sampling variance of the mean of the months received, and of those to come. */
  readonly ownVariance: number;
}

/** Squares are capped at this many times the fitted value, because a few authorities change what they report. */
const greatestRatio = 9;
const rounds = 40;

/**
 * The variance of a month that all schools of an area share, and of the season's stray, from how far years to date lay from their year. A
 * stray is the share to come times the difference of two means (the months in, those to come), so its square is expected to be `toCome² ·
 * (month · (unevenness in + unevenness to come) + season + own)`. Least squares on the squares, each weighted by the variance it would have
 * if normal, with both parts at least zero.
 */
export function areaStrayOf(strays: readonly SeasonStray[]): AreaStray {
  const points = strays.map(pointOf);
  let fitted: AreaStray = { monthVariance: 0.05, seasonVariance: 0.05 };
  for (let round = 0; round < rounds; round += 1) fitted = refit(points, fitted);
  return fitted;
}

interface Point {
  /** The square over the squared share to come: of the difference of the two means. */
  readonly square: number;
  readonly unevenness: number;
  readonly own: number;
}

function pointOf({ strayPoints, seen, toCome, ownVariance }: SeasonStray): Point {
  const share = sum(toCome) / (sum(seen) + sum(toCome));
  return {
    square: (strayPoints / share) ** 2,
    unevenness: unevenness(seen) + unevenness(toCome),
    own: ownVariance,
  };
}

function refit(points: readonly Point[], { monthVariance, seasonVariance }: AreaStray): AreaStray {
  const totals = { ww: 0, wx: 0, wxx: 0, wy: 0, wxy: 0 };
  for (const { square, unevenness: x, own } of points) {
    const fitted = monthVariance * x + seasonVariance + own;
    const weight = 1 / fitted ** 2;
    const y = Math.min(square, greatestRatio * fitted) - own;
    totals.ww += weight;
    totals.wx += weight * x;
    totals.wxx += weight * x * x;
    totals.wy += weight * y;
    totals.wxy += weight * x * y;
  }
  const slope = (totals.ww * totals.wxy - totals.wx * totals.wy) / (totals.ww * totals.wxx - totals.wx ** 2);
  if (slope <= 0) return { monthVariance: 0, seasonVariance: Math.max(totals.wy / totals.ww, 0) };
  const intercept = (totals.wy - slope * totals.wx) / totals.ww;
  return intercept >= 0
    ? { monthVariance: slope, seasonVariance: intercept }
    : { monthVariance: Math.max(totals.wxy / totals.wxx, 0), seasonVariance: 0 };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
