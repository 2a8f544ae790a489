import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalShareBelow, valueAt } from '../../../../demo/england/curves.js';

describe('piecewise linear curves', () => {
  const line = [
    [0, 10],
    [1, 20],
    [3, 0],
  ] as const;

  it.each([
    [-5, 10],
    [0, 10],
    [0.5, 15],
    [1, 20],
    [2, 10],
    [3, 0],
    [9, 0],
  ])('give at %d the value %d, and are flat beyond both ends', (x, y) => {
    expect(valueAt(line, x)).toBeCloseTo(y, 12);
  });

  it('with rising points give rising values', () => {
    const rising = [
      [0, 1],
      [0.3, 2],
      [1, 7],
    ] as const;
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 2, noNaN: true }),
        fc.double({ min: -1, max: 2, noNaN: true }),
        (one, other) => {
          const [low, high] = one < other ? [one, other] : [other, one];
          return valueAt(rising, low) <= valueAt(rising, high);
        },
      ),
    );
  });
});

describe('the normal distribution', () => {
  // Standard table of the normal distribution.
  it.each([
    [-1.959964, 0.025],
    [-1, 0.158655],
    [0, 0.5],
    [0.67449, 0.75],
    [1.644854, 0.95],
    [2.326348, 0.99],
  ])('below %d has a share of %d', (z, share) => {
    expect(normalShareBelow(z)).toBeCloseTo(share, 6);
  });
});
