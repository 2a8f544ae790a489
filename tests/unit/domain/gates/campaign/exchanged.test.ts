import { describe, expect, it } from 'vitest';
import { exchangedPairs, inTypicalChanges } from '../../../../../domain/gates/campaign/exchanged.js';
import { type Series } from '../../../../../domain/gates/campaign/row-order.js';

const bounds = { leastFromOneself: 3, eachOtherShare: 0.4 };
/** The same figures in each of several measures. */
const measured = (now: Series['now'], before: Series['before'], measures = 3): readonly Series[] =>
  Array.from({ length: measures }, () => ({ now, before }));
const pairs = (series: readonly Series[], positions: readonly number[], change: Partial<typeof bounds> = {}): unknown =>
  exchangedPairs(series, positions, { ...bounds, ...change });

describe('the search for two schools with each other’s figures', () => {
  it('returns each pair once', () => {
    expect(pairs(measured([8, 4, 2], [2, 4, 8]), [0, 1, 2])).toEqual([[0, 2]]);
    expect(pairs(measured([8, 4, 2], [2, 4, 8]), [2, 0])).toEqual([[2, 0]]);
  });

  it('looks only among the given positions', () => {
    expect(pairs(measured([8, 4, 2], [2, 4, 8]), [0, 1])).toEqual([]);
  });

  it('requires each school to be at least the bound away from its own past', () => {
    const exchanged = measured([5, 2], [2, 5]);
    expect(pairs(exchanged, [0, 1])).toEqual([[0, 1]]);
    expect(pairs(exchanged, [0, 1], { leastFromOneself: 3.01 })).toEqual([]);
    expect(pairs(measured([5, 2], [2, 4]), [0, 1])).toEqual([]);
  });

  it('requires each to be near the other, at most a share of the distance to its own past', () => {
    const strayed = measured([11, 1], [1, 9]);
    const [toThemselves, toEachOther] = [10 + 8, 2 + 0];
    expect(pairs(strayed, [0, 1], { eachOtherShare: toEachOther / toThemselves })).toEqual([[0, 1]]);
    expect(pairs(strayed, [0, 1], { eachOtherShare: toEachOther / toThemselves - 0.001 })).toEqual([]);
    expect(pairs(measured([10, 1], [1, 20]), [0, 1])).toEqual([[0, 1]]);
    expect(pairs(measured([10, 4], [1, 20]), [0, 1])).toEqual([]);
  });

  it('compares two schools in at least three measures known of both', () => {
    expect(pairs(measured([8, 2], [2, 8], 2), [0, 1])).toEqual([]);
    const withGap = [...measured([8, 2], [2, 8], 2), { now: [8, undefined], before: [2, 8] }];
    expect(pairs(withGap, [0, 1])).toEqual([]);
    expect(pairs([...withGap, ...measured([8, 2], [2, 8], 1)], [0, 1])).toEqual([[0, 1]]);
    expect(pairs([...measured([8, 2], [2, 8], 2), { now: [8, 2], before: [undefined, 8] }], [0, 1])).toEqual([]);
  });

  it('takes the mean of the measures, each of which counts for at most twenty', () => {
    const mixed = [...measured([8, 2], [2, 8], 2), { now: [1000, 0], before: [0, 0] }];
    // To themselves (6 + 6 + 20) and (6 + 6 + 0), to each other (0 + 0 + 20) and nothing, each over three measures.
    expect(pairs(mixed, [0, 1], { eachOtherShare: 20 / 44 + 0.001 })).toEqual([[0, 1]]);
    expect(pairs(mixed, [0, 1], { eachOtherShare: 20 / 44 - 0.001 })).toEqual([]);
    expect(pairs(mixed, [0, 1], { leastFromOneself: 4.01, eachOtherShare: 1 })).toEqual([]);
  });
});

describe('a measure in units of the typical change', () => {
  it('is net of the median change, and uses the median distance from it', () => {
    // Changes 1, 3 and 7: the middle is 3, the distances from it are 2, 0 and 4.
    expect(inTypicalChanges({ now: [11, 23, 37], before: [10, 20, 30] })).toEqual({
      now: [4, 10, 17],
      before: [5, 10, 15],
    });
  });

  it('leaves unknown values unknown, and takes no change from them', () => {
    expect(inTypicalChanges({ now: [11, 23, 37, undefined, 9], before: [10, 20, 30, 40, undefined] })).toEqual({
      now: [4, 10, 17, undefined, 3],
      before: [5, 10, 15, 20, undefined],
    });
  });

  it('is zero where all schools changed alike or no change is known', () => {
    expect(inTypicalChanges({ now: [11, 21, 31], before: [10, 20, 30] })).toBeUndefined();
    expect(inTypicalChanges({ now: [undefined], before: [1] })).toBeUndefined();
    expect(inTypicalChanges({ now: [], before: [] })).toBeUndefined();
  });
});
