import { type GridPosition } from './types.js';

const metresPerMile = 1609.344;

export const kilometresFromMiles = (miles: number): number => (miles * metresPerMile) / 1000;

export const milesFromMetres = (metres: number): number => metres / metresPerMile;

/** 0 or an empty cell is not a place; neither is a point outside Great Britain's grid. */
export function gridPosition(easting: number | undefined, northing: number | undefined): GridPosition | undefined {
  if (easting === undefined || northing === undefined) return undefined;
  const isPlace = easting > 0 && easting < 700_000 && northing > 0 && northing < 1_300_000;
  return isPlace ? { easting, northing } : undefined;
}
