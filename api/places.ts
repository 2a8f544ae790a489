import { type Knex } from 'knex';
import { type Place } from '../domain/process/reach.js';
import { regionCodes, type RegionCode } from '../domain/shared/phase.js';

/** Where a route's subject stands: a school of a year, a hub, or nowhere because the handler narrows what it shows to the actor's reach. */
export type PlaceKind = 'school' | 'hub' | 'narrowed';

interface RegionRow {
  readonly region_code: string | null;
}

/** A school's place. An unknown school has no region, so it matches no limited reach but that of its own head. */
export async function schoolPlace(db: Knex, academicYear: string, urn: string): Promise<Place> {
  const row = await db('school_year_view')
    .where({ academic_year: academicYear, urn })
    .first<RegionRow | undefined>('region_code');
  return { urn, ...regionOf(row) };
}

export async function hubPlace(db: Knex, hubId: string): Promise<Place> {
  return regionOf(await db('current_hub').where({ hub_id: hubId }).first<RegionRow | undefined>('region_code'));
}

function regionOf(row: RegionRow | undefined): { readonly regionCode?: RegionCode } {
  const regionCode = regionCodes.find((code) => code === row?.region_code);
  return regionCode ? { regionCode } : {};
}
