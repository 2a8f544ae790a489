import { type Knex } from 'knex';
import { type Database } from '../database.js';

/** A hub of the imported file with what its year has come to; the year's columns are null before it has begun. */
export interface HubRow {
  readonly hub_id: string;
  readonly name: string;
  readonly lead_urn: string;
  readonly region_code: string;
  readonly phase: string;
  /** `yyyy-mm-dd` */
  readonly opens_on: string;
  readonly enhanced_places: number;
  readonly regional_places: number;
  readonly version: number | null;
  readonly enhanced_taken: number | null;
  readonly regional_taken: number | null;
  readonly waiting_in_region: number;
  readonly is_open: boolean | null;
}

/** All hubs, or those of a region, in the order of their ids. */
export async function listHubs(db: Database, academicYear: string, regionCode?: string): Promise<HubRow[]> {
  const query = hubs(db, academicYear);
  if (regionCode !== undefined) query.where('hub.region_code', regionCode);
  return query.orderBy('hub.hub_id').select<HubRow[]>(columns(db, academicYear));
}

export const findHub = async (db: Database, academicYear: string, hubId: string): Promise<HubRow | undefined> => {
  const [row] = await hubs(db, academicYear).where('hub.hub_id', hubId).select<HubRow[]>(columns(db, academicYear));
  return row;
};

const hubs = (db: Database, academicYear: string): Knex.QueryBuilder =>
  db.from('current_hub as hub').leftJoin('hub_view as view', (join) => {
    join.on('view.hub_id', 'hub.hub_id').andOnVal('view.academic_year', academicYear);
  });

/** Places are given in rounds, so nobody waits at one hub: who waits, waits for any of the region. */
const columns = (db: Database, academicYear: string): (string | Knex.Raw)[] => [
  'hub.hub_id',
  'hub.name',
  'hub.lead_urn',
  'hub.region_code',
  'hub.phase',
  db.raw(`to_char(hub.opens_on, 'YYYY-MM-DD') as opens_on`),
  db.raw('coalesce(view.enhanced_places, hub.enhanced_places) as enhanced_places'),
  db.raw('coalesce(view.regional_places, hub.regional_places) as regional_places'),
  'view.version',
  'view.enhanced_taken',
  'view.regional_taken',
  db.raw(
    `(select count(*)::int from support_view support join school_year_view school using (academic_year, urn)
      where support.academic_year = ? and support.stage in ('finding-place', 'waiting') and support.pathway <> 'toolkit'
        and school.region_code = hub.region_code) as waiting_in_region`,
    [academicYear],
  ),
  'view.is_open',
];

/** A hub with the grid reference of its lead school. */
export interface HubPlace {
  readonly hubId: string;
  /** `yyyy-mm-dd` */
  readonly opensOn: string;
  readonly phase: string;
  readonly easting: number | null;
  readonly northing: number | null;
}

export const readHubPlaces = (db: Database): Promise<HubPlace[]> =>
  db('current_hub as hub')
    .leftJoin('current_establishment as lead', 'lead.urn', 'hub.lead_urn')
    .select<HubPlace[]>(
      'hub.hub_id as hubId',
      'hub.phase',
      'lead.easting',
      'lead.northing',
      db.raw(`to_char(hub.opens_on, 'YYYY-MM-DD') as "opensOn"`),
    )
    .then((rows) => rows);

/** Whether a list of hubs has been imported. */
export const hasHubs = async (db: Database): Promise<boolean> =>
  (await db('hub').first<object | undefined>('hub_id')) !== undefined;

export const hubRegion = async (db: Database, hubId: string): Promise<string | undefined> => {
  const row = await db('current_hub')
    .where({ hub_id: hubId })
    .first<{ readonly region_code: string } | undefined>('region_code');
  return row?.region_code;
};

/** The hubs whose year has begun. */
export const hubsOfYear = (db: Database, academicYear: string): Promise<string[]> =>
  db('hub_view').where({ academic_year: academicYear }).pluck<string[]>('hub_id');
