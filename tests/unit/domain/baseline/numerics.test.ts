import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Regression,
  solvePositiveDefinite,
  weightedLeastSquares,
} from '../../../../domain/baseline/least-squares.js';
import { NeighbourSearch } from '../../../../domain/baseline/neighbours.js';
import { pointField } from './invented.js';
import { clamp, quantile, quantileOfSorted, quantileWithin } from '../../../../domain/baseline/quantile.js';

const finite = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true, noDefaultInfinity: true });

describe('least squares', () => {
  it('solves a known system', () => {
    const [x = NaN, y = NaN] = solvePositiveDefinite(
      [
        [4, 2],
        [2, 3],
      ],
      [10, 8],
    );
    expect(x).toBeCloseTo(1.75, 12);
    expect(y).toBeCloseTo(1.5, 12);
  });

  it('refuses a column that adds no information of its own', () => {
    const doubled = [
      [1, 1],
      [1, 1],
    ];
    expect(() => solvePositiveDefinite(doubled, [1, 1])).toThrow(/Column 2/);
  });

  interface Row {
    readonly x: readonly number[];
    readonly y: number;
    readonly weight: number;
  }

  const regression = (rows: readonly Row[]): Regression => ({
    columns: [0, 1, 2].map((column) => Float64Array.from(rows, ({ x }) => x[column] ?? NaN)),
    y: Float64Array.from(rows, ({ y }) => y),
    weight: Float64Array.from(rows, ({ weight }) => weight),
  });

  const rowsOf = (coefficients: readonly number[], xs: readonly (readonly number[])[]): Row[] =>
    xs.map((x) => ({ x, y: x.reduce((sum, value, index) => sum + value * (coefficients[index] ?? 0), 0), weight: 1 }));

  const design = [0, 1, 2, 3, 4, 5, 6, 7].map((step) => [1, step, (step * step) % 7]);

  it('recovers the coefficients that made the rows when there are many, whatever the prior', () => {
    fc.assert(
      fc.property(fc.tuple(finite(-5, 5), finite(-5, 5), finite(-5, 5)), (truth) => {
        const found = weightedLeastSquares(regression(rowsOf(truth, design)), { coefficients: [9, 9, 9], weight: 0 });
        found.forEach((coefficient, index) => {
          expect(coefficient).toBeCloseTo(truth[index] ?? NaN, 5);
        });
      }),
    );
  });

  it('gives the prior without rows, nearly the prior for a heavy one, and nearly the rows for a light one', () => {
    const prior = [0.1, 0.6, 0.2];
    const rows = rowsOf([1, 2, 3], design);
    const at = (weight: number): number[] => weightedLeastSquares(regression(rows), { coefficients: prior, weight });
    const apart = (a: readonly number[], b: readonly number[]): number =>
      Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? NaN))));
    expect(apart(weightedLeastSquares(regression([]), { coefficients: prior, weight: 5 }), prior)).toBeLessThan(1e-9);
    expect(apart(at(1e7), prior)).toBeLessThan(0.01);
    expect(apart(at(1e-3), [1, 2, 3])).toBeLessThan(0.01);
  });

  it('counts a row of weight two as two rows', () => {
    const noisy = design.map((x, index) => ({ x, y: Math.sin(index * 3), weight: index === 2 ? 2 : 1 }));
    const doubled = [...noisy.map((row) => ({ ...row, weight: 1 })), { x: design[2] ?? [], y: Math.sin(6), weight: 1 }];
    const prior = { coefficients: [0, 0, 0], weight: 0 };
    weightedLeastSquares(regression(noisy), prior).forEach((coefficient, index) => {
      expect(coefficient).toBeCloseTo(weightedLeastSquares(regression(doubled), prior)[index] ?? NaN, 8);
    });
  });
});

describe('quantiles', () => {
  it.each([
    [0, 1],
    [0.25, 1.75],
    [0.5, 2.5],
    [1, 4],
  ])('give %f of 1 to 4 as %f, like numpy and R', (share, expected) => {
    expect(quantile([3, 1, 4, 2], share)).toBeCloseTo(expected, 12);
  });

  it('of an empty list do not exist', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantileOfSorted([], 0.5)).toThrow(RangeError);
  });

  it('need no sorted list, are the same bits as from a sorted one, and keep every value of the list', () => {
    const values = fc.oneof(
      fc.array(finite(-9, 9), { minLength: 1, maxLength: 90, size: 'max' }),
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 90, size: 'max' }),
    );
    fc.assert(
      fc.property(values, fc.array(finite(0, 1), { minLength: 1, maxLength: 3 }), (given, shares) => {
        const own = Float64Array.from(given, (value) => value + 0);
        const ascending = own.slice().sort();
        for (const share of shares) expect(quantileWithin(own, share)).toBe(quantileOfSorted(ascending, share));
        expect(own.sort()).toEqual(ascending);
      }),
    );
  });

  it('are clamped at both ends', () => {
    expect([clamp(-1, 0, 2), clamp(1, 0, 2), clamp(3, 0, 2)]).toEqual([0, 1, 2]);
  });
});

describe('nearest neighbours', () => {
  const point = fc.tuple(finite(-3, 3), finite(-3, 3), finite(-3, 3));

  it('are the same as from a full sort without the target', () => {
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 1, maxLength: 90, size: 'max' }),
        fc.integer({ min: 1, max: 12 }),
        (points, count) => {
          const field = pointField(3, points);
          const pool = Int32Array.from(points.keys());
          const distance = (row: readonly number[]): number =>
            row.reduce((sum, value, index) => sum + ((points[0]?.[index] ?? 0) - value) ** 2, 0);
          const sorted = points
            .map((row, position) => ({ position, distance: distance(row) }))
            .slice(1)
            .sort((a, b) => a.distance - b.distance || a.position - b.position)
            .slice(0, count);
          const { positions, found } = new NeighbourSearch(field, pool, count).nearestTo(0);
          expect([...positions.subarray(0, found)]).toEqual(sorted.map((one) => one.position));
        },
      ),
    );
  });

  it('are the same when every member asks in turn, even where many points coincide', () => {
    const coarse = fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 }));
    fc.assert(
      fc.property(
        fc.array(coarse, { minLength: 1, maxLength: 120, size: 'max' }),
        fc.integer({ min: 1, max: 9 }),
        (points, count) => {
          const field = pointField(2, points);
          const search = new NeighbourSearch(field, Int32Array.from(points.keys()), count);
          const apart = (a: readonly number[], b: readonly number[]): number =>
            a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0);
          let visited = 0;
          search.eachMember((self, { positions, found }) => {
            visited += 1;
            const own = points[self] ?? [];
            const sorted = points
              .map((row, position) => ({ position, distance: apart(row, own) }))
              .filter(({ position }) => position !== self)
              .sort((a, b) => a.distance - b.distance || a.position - b.position)
              .slice(0, count);
            expect([...positions.subarray(0, found)]).toEqual(sorted.map(({ position }) => position));
          });
          expect(visited).toBe(points.length);
        },
      ),
    );
  });

  it('are from their own pool only', () => {
    const field = pointField(1, [[0], [0.1], [0.2], [5]]);
    const { positions, found } = new NeighbourSearch(field, Int32Array.from([0, 2, 3]), 5).nearestTo(0);
    expect([...positions.subarray(0, found)]).toEqual([2, 3]);
  });
});
