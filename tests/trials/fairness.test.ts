import { describe, expect, it } from 'vitest';
import { defaultFairnessBounds as bounds } from '../../domain/fairness/bounds.js';
import { checkFairness, isWithinBounds } from '../../domain/fairness/check-fairness.js';
import { fairYear, yearBefore } from '../unit/domain/fairness/judged.js';

describe('an invented England without bias', () => {
  it('breaks no fairness bound, whatever the seed', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const check = checkFairness(
        [...fairYear(600, { seed, year: yearBefore }), ...fairYear(600, { seed: seed + 1_000 })],
        bounds,
      );
      expect(check.breaches.filter(({ severity }) => severity === 'blocks')).toEqual([]);
    }
  });

  it('breaks no fairness bound with only one judged year', () => {
    for (let seed = 1; seed <= 40; seed += 1)
      expect(isWithinBounds(checkFairness(fairYear(600, { seed }), bounds))).toBe(true);
  });
});
