import { type PointField } from './point-field.js';

/**
 * A k-d tree over a part of a field: members lie in `order`, their points beside each other, and each node is a stretch of it.
 * Node `n` splits its stretch in the middle and has its children at `2n + 1` and `2n + 2`.
 */
export interface PointTree {
  readonly order: Int32Array;
  readonly points: Float64Array;
  /** Of each inner node; a leaf has -1. */
  readonly splitDimension: Int8Array;
  readonly splitValue: Float64Array;
}

const leafSize = 8;

function widestDimension({ dimensions, coordinates }: PointField, order: Int32Array, from: number, to: number): number {
  let widest = 0;
  let width = -1;
  for (let d = 0; d < dimensions; d += 1) {
    let low = Infinity;
    let high = -Infinity;
    for (let at = from; at < to; at += 1) {
      const value = coordinates[(order[at] ?? 0) * dimensions + d] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low > width) {
      width = high - low;
      widest = d;
    }
  }
  return widest;
}

/** How many times a stretch of this length is halved before it is a leaf. */
function depthOf(length: number): number {
  let depth = 0;
  for (let size = length; size > leafSize; size = Math.ceil(size / 2)) depth += 1;
  return depth;
}

/** Builds the tree of `members`; equal values keep their positions' order, so that the tree is the same everywhere. */
export function pointTree(field: PointField, members: Int32Array): PointTree {
  const { dimensions, coordinates } = field;
  const order = members.slice();
  const nodes = 2 ** (depthOf(members.length) + 1) - 1;
  const splitDimension = new Int8Array(nodes).fill(-1);
  const splitValue = new Float64Array(nodes);
  const build = (node: number, from: number, to: number): void => {
    if (to - from <= leafSize) return;
    const dimension = widestDimension(field, order, from, to);
    const value = (position: number): number => coordinates[position * dimensions + dimension] ?? 0;
    order.subarray(from, to).sort((a, b) => value(a) - value(b) || a - b);
    const middle = (from + to) >> 1;
    splitDimension[node] = dimension;
    splitValue[node] = value(order[middle] ?? 0);
    build(2 * node + 1, from, middle);
    build(2 * node + 2, middle, to);
  };
  build(0, 0, order.length);
  const points = new Float64Array(order.length * dimensions);
  order.forEach((position, place) => {
    points.set(coordinates.subarray(position * dimensions, (position + 1) * dimensions), place * dimensions);
  });
  return { order, points, splitDimension, splitValue };
}
