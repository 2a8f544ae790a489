import { median } from './median.js';
import { type ExchangeBounds } from './policy.js';
import { type Series } from './row-order.js';

/** With fewer measures some two of many schools look exchanged by chance. */
const fewestMeasures = 3;
/** Distances are capped at this many typical changes. */
const furthest = 20;

/**
 * Pairs of schools, by position, each of which is far from itself a year before while both are near to each other. `series` are the
 * measures of a phase as `inTypicalChanges` gives them, `positions` the schools of one authority.
 */
export function exchangedPairs(
  series: readonly Series[],
  positions: readonly number[],
  { leastFromOneself, eachOtherShare }: ExchangeBounds,
): readonly (readonly [number, number])[] {
  const distance = (position: number, other: number): number => meanDistance(series, position, other);
  const strangers = positions
    .map((position) => ({ position, apart: distance(position, position) }))
    .filter(({ apart }) => apart >= leastFromOneself);
  return strangers.flatMap((one, index) =>
    strangers
      .slice(index + 1)
      .filter(
        (other) =>
          distance(one.position, other.position) + distance(other.position, one.position) <=
          eachOtherShare * (one.apart + other.apart),
      )
      .map((other): readonly [number, number] => [one.position, other.position]),
  );
}

/** Both years net of the middle change, in typical changes of the phase; undefined where nothing changes. */
export function inTypicalChanges({ now, before }: Series): Series | undefined {
  const changes = now.flatMap((value, index) => {
    const earlier = before[index];
    return value === undefined || earlier === undefined ? [] : [value - earlier];
  });
  const middle = median(changes) ?? NaN;
  const typical = median(changes.map((change) => Math.abs(change - middle))) ?? NaN;
  if (!(typical > 0)) return undefined;
  return {
    now: now.map((value) => (value === undefined ? undefined : (value - middle) / typical)),
    before: before.map((value) => (value === undefined ? undefined : value / typical)),
  };
}

/** 0 where too little can be compared, so that nobody is held for it. */
function meanDistance(series: readonly Series[], position: number, other: number): number {
  const distances = series.flatMap(({ now, before }) => {
    const [value, earlier] = [now[position], before[other]];
    return value === undefined || earlier === undefined ? [] : [Math.min(Math.abs(value - earlier), furthest)];
  });
  return distances.length < fewestMeasures ? 0 : distances.reduce((sum, one) => sum + one, 0) / distances.length;
}
