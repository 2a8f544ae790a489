import { type PointField } from './point-field.js';

/**
 * A k-d tree over a part of a field: members are in `order`, their points contiguous, and each node is a stretch of it. Node `n` splits its
 * stretch in the middle and has its children at `2n + 1` and `2n + 2`.
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

/** Members with the values by which they are divided. */
interface Divided {
  readonly order: Int32Array;
  readonly values: Float64Array;
}

function swap({ order, values }: Divided, a: number, b: number): void {
  const [member, value] = [order[a] ?? 0, values[a] ?? 0];
  order[a] = order[b] ?? 0;
  values[a] = values[b] ?? 0;
  order[b] = member;
  values[b] = value;
}

/** The first place from `at` on, in steps of `step`, that does not lie on that side of the member `pivot` with its `value`. */
function firstBeyond(
  { order, values }: Divided,
  { value, member }: { readonly value: number; readonly member: number },
  at: number,
  step: 1 | -1,
): number {
  let place = at;
  for (; ; place += step) {
    const difference = ((values[place] ?? 0) - value) * step;
    if (!(difference < 0 || (difference === 0 && ((order[place] ?? 0) - member) * step < 0))) return place;
  }
}

/**
 * Moves the members of a stretch so that those before its middle are those that a sort by value, then by position, would put there, and
 * gives the value in the middle. Source: Hoare 1961, algorithm 65, FIND; a sort of every stretch takes several times as long.
 */
function divide(divided: Divided, from: number, to: number): number {
  const { order, values } = divided;
  const middle = (from + to) >> 1;
  let [low, high] = [from, to - 1];
  while (low < high) {
    const pivot = { value: values[middle] ?? 0, member: order[middle] ?? 0 };
    let [left, right] = [low, high];
    while (left <= right) {
      left = firstBeyond(divided, pivot, left, 1);
      right = firstBeyond(divided, pivot, right, -1);
      if (left > right) break;
      swap(divided, left, right);
      left += 1;
      right -= 1;
    }
    if (right < middle) low = left;
    if (left > middle) high = right;
  }
  return values[middle] ?? 0;
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
  const values = new Float64Array(order.length);
  const build = (node: number, from: number, to: number): void => {
    if (to - from <= leafSize) return;
    const dimension = widestDimension(field, order, from, to);
    for (let at = from; at < to; at += 1) values[at] = coordinates[(order[at] ?? 0) * dimensions + dimension] ?? 0;
    splitDimension[node] = dimension;
    splitValue[node] = divide({ order, values }, from, to);
    const middle = (from + to) >> 1;
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
