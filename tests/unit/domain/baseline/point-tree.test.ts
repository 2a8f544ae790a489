import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PointField } from '../../../../domain/baseline/point-field.js';
import { type PointTree, pointTree } from '../../../../domain/baseline/point-tree.js';
import { pointField, wobble } from './invented.js';

/** One node of a tree with the stretch of `order` that it represents. */
interface Stretch {
  readonly node: number;
  readonly from: number;
  readonly to: number;
}

/** Every node, a parent before its children. */
function stretchesOf({ order, splitDimension }: PointTree): readonly Stretch[] {
  const below = (stretch: Stretch): readonly Stretch[] => {
    const { node, from, to } = stretch;
    if ((splitDimension[node] ?? -1) < 0) return [stretch];
    const middle = (from + to) >> 1;
    return [
      stretch,
      ...below({ node: 2 * node + 1, from, to: middle }),
      ...below({ node: 2 * node + 2, from: middle, to }),
    ];
  };
  return below({ node: 0, from: 0, to: order.length });
}

const coordinate = ({ dimensions, coordinates }: PointField, position: number, dimension: number): number =>
  coordinates[position * dimensions + dimension] ?? NaN;

const range = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

const everyPosition = (count: number): Int32Array => Int32Array.from({ length: count }, (_, position) => position);

describe('a tree of points', () => {
  const whole = fc.integer({ min: 0, max: 4 });
  const points = fc.array(fc.tuple(whole, whole, whole), { maxLength: 90, size: 'max' });

  it('halves a range along its widest dimension until eight points are left', () => {
    fc.assert(
      fc.property(points, (given) => {
        const field = pointField(3, given);
        const tree = pointTree(field, everyPosition(given.length));
        for (const { node, from, to } of stretchesOf(tree)) {
          const dimension = tree.splitDimension[node] ?? -1;
          expect(dimension < 0).toBe(to - from <= 8);
          if (dimension < 0) continue;
          const own = [...tree.order.subarray(from, to)];
          const widths = [0, 1, 2].map((d) => range(own.map((position) => coordinate(field, position, d))));
          expect(dimension).toBe(widths.indexOf(Math.max(...widths)));
        }
      }),
    );
  });

  it('puts before the middle what a sort by value and then by position would put there', () => {
    fc.assert(
      fc.property(points, (given) => {
        const field = pointField(3, given);
        const tree = pointTree(field, everyPosition(given.length));
        for (const { node, from, to } of stretchesOf(tree)) {
          const dimension = tree.splitDimension[node] ?? -1;
          if (dimension < 0) continue;
          const middle = (from + to) >> 1;
          const value = (position: number): number => coordinate(field, position, dimension);
          const sorted = [...tree.order.subarray(from, to)].sort((a, b) => value(a) - value(b) || a - b);
          const before = sorted.slice(0, middle - from);
          expect([...tree.order.subarray(from, middle)].sort((a, b) => a - b)).toEqual(before.sort((a, b) => a - b));
          expect(tree.splitValue[node]).toBe(value(sorted[middle - from] ?? NaN));
        }
      }),
    );
  });

  it('has every member once, with its point at the same index, and no other', () => {
    const field = pointField(
      2,
      Array.from({ length: 60 }, (_, index) => [wobble(index), wobble(index + 100)]),
    );
    const members = everyPosition(60).filter((position) => position % 3 !== 0);
    const { order, points: nextToMembers } = pointTree(field, members);
    expect(order.slice().sort()).toEqual(members);
    expect([...nextToMembers]).toEqual(
      [...order].flatMap((position) => [0, 1].map((d) => coordinate(field, position, d))),
    );
  });

  it('has room for exactly its nodes, and leaves the members unchanged', () => {
    const field = pointField(
      1,
      Array.from({ length: 33 }, (_, index) => [wobble(index)]),
    );
    const nodes = (count: number): number => pointTree(field, everyPosition(count)).splitValue.length;
    expect([0, 8, 9, 16, 17, 33].map(nodes)).toEqual([1, 1, 3, 3, 7, 15]);
    const members = everyPosition(33);
    pointTree(field, members);
    expect(members).toEqual(everyPosition(33));
  });
});
