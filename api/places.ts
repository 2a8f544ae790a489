import { type Database } from '../database/database.js';
import { hubRegion } from '../database/hubs-and-support/hubs.js';
import { schoolRegion } from '../database/school-years/school-years.js';
import { type Place } from '../domain/process/reach.js';
import { regionCodes, type RegionCode } from '../domain/shared/phase.js';

/** Place of a route's subject: a school of a year, a hub, or none because the handler narrows what it shows to the actor's reach. */
export type PlaceKind = 'school' | 'hub' | 'narrowed';

/** A school's place. An unknown school has no region, so it matches no limited reach but that of its own head. */
export const schoolPlace = async (db: Database, academicYear: string, urn: string): Promise<Place> => ({
  urn,
  ...regionOf(await schoolRegion(db, academicYear, urn)),
});

export const hubPlace = async (db: Database, hubId: string): Promise<Place> => regionOf(await hubRegion(db, hubId));

function regionOf(region: string | undefined): { readonly regionCode?: RegionCode } {
  const regionCode = regionCodes.find((code) => code === region);
  return regionCode ? { regionCode } : {};
}
