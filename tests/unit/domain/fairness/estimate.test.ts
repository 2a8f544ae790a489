import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanEstimate, ratioEstimate, shareEstimate } from '../../../../domain/fairness/estimate.js';

describe('the estimate of a share', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3 (score, without continuity correction).
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i has the published score interval', (successes, of, low, high) => {
    const share = shareEstimate(successes, of);
    expect(share.value).toBe(successes / of);
    expect(share.low).toBeCloseTo(low, 4);
    expect(share.high).toBeCloseTo(high, 4);
  });

  it('is inside its interval, and the interval inside 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(), (of, draw) => {
        const { value, low, high } = shareEstimate(draw % (of + 1), of);
        expect(low).toBeLessThanOrEqual(value + 1e-12);
        expect(high).toBeGreaterThanOrEqual(value - 1e-12);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is refused without schools', () => {
    expect(() => shareEstimate(0, 0)).toThrow(RangeError);
  });
});

describe('the estimate of a mean', () => {
  it('has the normal interval of its standard error', () => {
    const { value, low, high } = meanEstimate([1, 2, 3, 4]);
    expect(value).toBe(2.5);
    const half = 1.959964 * Math.sqrt(5 / 3 / 4);
    expect(high).toBeCloseTo(2.5 + half, 10);
    expect(low).toBeCloseTo(2.5 - half, 10);
  });

  it('of one value has no interval and is refused', () => {
    expect(() => meanEstimate([1])).toThrow(RangeError);
  });
});

describe('the estimate of a ratio of shares', () => {
  it('is one for equal shares, with an interval that is symmetric as a factor', () => {
    const { value, low, high } = ratioEstimate({ successes: 40, of: 100 }, { successes: 40, of: 100 });
    expect(value).toBe(1);
    expect(low * high).toBeCloseTo(1, 10);
    expect(high).toBeCloseTo(Math.exp(1.959964 * Math.sqrt(2 * (1 / 40.5 - 1 / 100.5))), 10);
  });

  it('has an interval when no school met the expectation, and a wider one for fewer schools', () => {
    const many = ratioEstimate({ successes: 0, of: 400 }, { successes: 200, of: 400 });
    const few = ratioEstimate({ successes: 0, of: 20 }, { successes: 10, of: 20 });
    expect(many.high).toBeLessThan(0.1);
    expect(few.high).toBeGreaterThan(many.high);
    expect(few.low).toBeGreaterThan(0);
  });
});
