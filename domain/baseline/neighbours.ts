/** Points row after row. */
export interface PointField {
  readonly dimensions: number;
  readonly coordinates: Float64Array;
}

/** Positions and distances, nearest first. */
export interface Nearest {
  readonly positions: Int32Array;
  readonly squaredDistances: Float64Array;
}

/** Makes a field of equal rows. */
export function pointField(dimensions: number, points: readonly (readonly number[])[]): PointField {
  const coordinates = new Float64Array(points.length * dimensions);
  points.forEach((point, row) => {
    coordinates.set(point, row * dimensions);
  });
  return { dimensions, coordinates };
}

/** Squared Euclidean distance, given up as soon as it reaches `limit`. */
function squaredDistance(field: PointField, a: number, b: number, limit: number): number {
  const { dimensions, coordinates } = field;
  let sum = 0;
  for (let d = 0, i = a * dimensions, j = b * dimensions; d < dimensions && sum < limit; d += 1, i += 1, j += 1) {
    const difference = (coordinates[i] ?? 0) - (coordinates[j] ?? 0);
    sum += difference * difference;
  }
  return sum;
}

/**
 * The `count` nearest members of `pool` to the point at `target`, itself left out: exact; equal distances keep the pool's order,
 * so that the same input gives the same neighbours on any machine.
 */
export function nearest(field: PointField, target: number, pool: Int32Array, count: number): Nearest {
  const positions = new Int32Array(count);
  const squaredDistances = new Float64Array(count).fill(Infinity);
  let found = 0;
  for (const candidate of pool) {
    if (candidate === target) continue;
    const limit = found < count ? Infinity : (squaredDistances[count - 1] ?? Infinity);
    const distance = squaredDistance(field, target, candidate, limit);
    if (distance >= limit) continue;
    if (found < count) found += 1;
    let place = found - 1;
    for (; place > 0 && (squaredDistances[place - 1] ?? 0) > distance; place -= 1) {
      squaredDistances[place] = squaredDistances[place - 1] ?? 0;
      positions[place] = positions[place - 1] ?? 0;
    }
    squaredDistances[place] = distance;
    positions[place] = candidate;
  }
  return { positions: positions.subarray(0, found), squaredDistances: squaredDistances.subarray(0, found) };
}
