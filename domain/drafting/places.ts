import { median } from '../gates/campaign/median.js';
import { type PlaceInArea } from '../gates/types.js';
import { type Establishment } from '../scope/types.js';
import { groupBy } from '../shared/group-by.js';

/** Fewer schools do not say how far an authority reaches. */
const fewestSchools = 5;
/** An authority in a town is small; its schools are not far from each other in any case. */
const leastMetres = 5000;

/**
 * Distance of each open school from the middle of its authority, with the distance that nine in ten of its schools keep. The middle is the
 * median of each coordinate, so that one misplaced school does not move it.
 */
export function placesInAreas(schools: readonly Establishment[]): ReadonlyMap<string, PlaceInArea> {
  const placed = schools.flatMap(({ urn, laCode, status, easting = 0, northing = 0 }) =>
    status === 'open' && easting > 0 && northing > 0 ? [{ urn, laCode, easting, northing }] : [],
  );
  const places = new Map<string, PlaceInArea>();
  for (const group of groupBy(placed, ({ laCode }) => laCode).values()) {
    const east = median(group.map(({ easting }) => easting)) ?? 0;
    const north = median(group.map(({ northing }) => northing)) ?? 0;
    const distances = group.map(({ urn, easting, northing }) => ({
      urn,
      metres: Math.sqrt((easting - east) ** 2 + (northing - north) ** 2),
    }));
    const sorted = distances.map(({ metres }) => metres).sort((a, b) => a - b);
    const ninth = sorted[Math.floor(0.9 * (sorted.length - 1))] ?? 0;
    if (group.length < fewestSchools) continue;
    for (const { urn, metres } of distances) places.set(urn, { metres, usualMetres: Math.max(ninth, leastMetres) });
  }
  return places;
}
