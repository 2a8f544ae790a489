import { type PointField } from './point-field.js';
import { type PointTree, pointTree } from './point-tree.js';

/** The first `found` positions and squared distances, nearest first; of equal distances the earlier position comes first. */
export interface Nearest {
  readonly positions: Int32Array;
  readonly squaredDistances: Float64Array;
  readonly found: number;
}

/** Sums are rounded, so a part is left out only when it is farther by more than that could be. */
const roundingShare = 1 + 1e-9;

/**
 * Finds the nearest of some members of a field: exactly, so that the same input gives the same neighbours on any machine. Its memory
 * is kept from one target to the next, so what it found holds until the next search. A class, because the search of a whole country
 * is most of the time of a fit, and fields of an object are read twice as fast as those of one handed around.
 */
export class NeighbourSearch implements Nearest {
  readonly positions: Int32Array;
  readonly squaredDistances: Float64Array;
  found = 0;
  readonly #tree: PointTree;
  readonly #dimensions: number;
  readonly #coordinates: Float64Array;
  readonly #target: Float64Array;
  /** Squared distance from the target to the part being searched, by dimension. */
  readonly #offsets: Float64Array;
  #self = -1;
  /** Nothing farther than this, squared, is needed. */
  #limit = Infinity;

  /** `members`: positions in the field, ascending. `count`: how many are wanted. */
  constructor(field: PointField, members: Int32Array, count: number) {
    this.#tree = pointTree(field, members);
    this.#dimensions = field.dimensions;
    this.#coordinates = field.coordinates;
    this.positions = new Int32Array(count);
    this.squaredDistances = new Float64Array(count);
    this.#target = new Float64Array(field.dimensions);
    this.#offsets = new Float64Array(field.dimensions);
  }

  /** The nearest members to the point at `self` of the field, itself left out. */
  nearestTo(self: number): Nearest {
    this.#find(self, Infinity);
    return this;
  }

  /** Visits every member with its neighbours, in the order of the tree, where each lies near the one before and is soon found. */
  eachMember(visit: (position: number, found: Nearest) => void): void {
    const { order } = this.#tree;
    let farthest = Infinity;
    for (let place = 0; place < order.length; place += 1) {
      const position = order[place] ?? 0;
      this.#find(position, farthest);
      visit(position, this);
      farthest = this.#farthestFrom(position, order[place + 1] ?? position);
    }
  }

  #find(self: number, farthest: number): void {
    const start = self * this.#dimensions;
    for (let d = 0; d < this.#dimensions; d += 1) {
      this.#target[d] = this.#coordinates[start + d] ?? 0;
      this.#offsets[d] = 0;
    }
    this.#self = self;
    this.#limit = farthest * roundingShare;
    this.found = 0;
    this.#searchNode(0, 0, this.#tree.order.length, 0);
  }

  /**
   * How far, squared, the last of the next member's neighbours can lie: as far as the farthest of this one's. This member makes up for
   * the next one, which may be among its own neighbours.
   */
  #farthestFrom(position: number, next: number): number {
    if (this.found < this.positions.length) return Infinity;
    let farthest = 0;
    for (let place = 0; place < this.found; place += 1) {
      const neighbour = this.positions[place] ?? 0;
      farthest = Math.max(farthest, this.#squaredDistance(next, neighbour === next ? position : neighbour));
    }
    return farthest;
  }

  #squaredDistance(a: number, b: number): number {
    const dimensions = this.#dimensions;
    let sum = 0;
    for (let d = 0; d < dimensions; d += 1) {
      const difference = (this.#coordinates[a * dimensions + d] ?? 0) - (this.#coordinates[b * dimensions + d] ?? 0);
      sum += difference * difference;
    }
    return sum;
  }

  /** Searches the near half first; the far one only where something in it could still be nearer, or as near. `apart`: squared distance to the part. */
  #searchNode(node: number, from: number, to: number, apart: number): void {
    const dimension = this.#tree.splitDimension[node] ?? -1;
    if (dimension < 0) {
      this.#scanLeaf(from, to);
      return;
    }
    const middle = (from + to) >> 1;
    const difference = (this.#target[dimension] ?? 0) - (this.#tree.splitValue[node] ?? 0);
    const isLeft = difference < 0;
    if (isLeft) this.#searchNode(2 * node + 1, from, middle, apart);
    else this.#searchNode(2 * node + 2, middle, to, apart);
    const offset = this.#offsets[dimension] ?? 0;
    const apartThere = apart - offset + difference * difference;
    if (apartThere > this.#limit * roundingShare) return;
    this.#offsets[dimension] = difference * difference;
    if (isLeft) this.#searchNode(2 * node + 2, middle, to, apartThere);
    else this.#searchNode(2 * node + 1, from, middle, apartThere);
    this.#offsets[dimension] = offset;
  }

  #scanLeaf(from: number, to: number): void {
    const { order, points } = this.#tree;
    const dimensions = this.#dimensions;
    const target = this.#target;
    for (let place = from, start = from * dimensions; place < to; place += 1, start += dimensions) {
      let sum = 0;
      for (let d = 0; d < dimensions; d += 1) {
        const difference = (target[d] ?? 0) - (points[start + d] ?? 0);
        sum += difference * difference;
      }
      if (sum <= this.#limit) this.#offer(order[place] ?? 0, sum);
    }
  }

  #offer(position: number, distance: number): void {
    if (position === this.#self) return;
    const { positions, squaredDistances } = this;
    const last = positions.length - 1;
    if (this.found <= last) this.found += 1;
    else if (distance === squaredDistances[last] && position > (positions[last] ?? 0)) return;
    let place = this.found - 1;
    for (; place > 0; place -= 1) {
      const above = squaredDistances[place - 1] ?? 0;
      if (above < distance || (above === distance && (positions[place - 1] ?? 0) < position)) break;
      squaredDistances[place] = above;
      positions[place] = positions[place - 1] ?? 0;
    }
    squaredDistances[place] = distance;
    positions[place] = position;
    if (this.found > last) this.#limit = squaredDistances[last] ?? Infinity;
  }
}
