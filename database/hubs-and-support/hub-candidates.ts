import { type Database } from '../database.js';
import { type RegionCode } from '../../domain/shared/phase.js';
import { type HubCandidate, type SchoolLookingForHub } from '../../domain/hubs/matching.js';
import { type HubPathway } from '../../domain/support/pathway.js';

interface GridRow {
  readonly easting: number | null;
  readonly northing: number | null;
}

export const locationOf = ({ easting, northing }: GridRow): Pick<SchoolLookingForHub, 'location'> =>
  easting !== null && northing !== null && easting > 0 && northing > 0 ? { location: { easting, northing } } : {};

interface HubRow extends GridRow {
  readonly hub_id: string;
  readonly name: string;
  readonly lead_urn: string;
  readonly phase: HubCandidate['phase'];
  readonly region_code: RegionCode;
  readonly trust_code: string | null;
  readonly opens_on: string;
  readonly free: number;
  readonly is_lead_below: boolean;
}

/** Every hub with its free places of the pathway, as its own workflow last recorded, or its planned capacity before its year began. */
export async function readHubCandidates(
  db: Database,
  academicYear: string,
  pathway: HubPathway,
): Promise<readonly HubCandidate[]> {
  const { rows } = await db.raw<{ rows: HubRow[] }>(
    `select hub.hub_id, hub.name, hub.lead_urn, hub.phase, hub.region_code, to_char(hub.opens_on, 'YYYY-MM-DD') as opens_on,
      lead.easting, lead.northing, lead.trust_code,
      greatest(0, case when :pathway = 'enhanced' then coalesce(seen.enhanced_places - seen.enhanced_taken, hub.enhanced_places)
        else coalesce(seen.regional_places - seen.regional_taken, hub.regional_places) end) as free,
      coalesce(lead_year.status = 'below', false) as is_lead_below
    from current_hub hub
    left join current_establishment lead on lead.urn = hub.lead_urn
    left join hub_view seen on seen.hub_id = hub.hub_id and seen.academic_year = :academicYear
    left join school_year_view lead_year on lead_year.urn = hub.lead_urn and lead_year.academic_year = :academicYear
    order by hub.hub_id`,
    { academicYear, pathway },
  );
  return rows.map((row) => ({
    hubId: row.hub_id,
    name: row.name,
    leadUrn: row.lead_urn,
    phase: row.phase,
    regionCode: row.region_code,
    opensOn: row.opens_on,
    freePlaces: row.free,
    isLeadBelow: row.is_lead_below,
    ...locationOf(row),
    ...(row.trust_code !== null && { leadTrustCode: row.trust_code }),
  }));
}

/** What a hub's year begins with. */
export interface HubCapacity {
  readonly regionCode: RegionCode;
  readonly enhancedPlaces: number;
  readonly regionalPlaces: number;
  /** `yyyy-mm-dd` */
  readonly opensOn: string;
}

export const isHubListed = async (db: Database, hubId: string): Promise<boolean> =>
  (await db('current_hub').where({ hub_id: hubId }).first('hub_id')) !== undefined;

/** @throws Error where the imported list has no such hub */
export async function readHubCapacity(db: Database, hubId: string): Promise<HubCapacity> {
  const row = await db('current_hub')
    .where({ hub_id: hubId })
    .first<HubCapacity | undefined>(
      'region_code as regionCode',
      'enhanced_places as enhancedPlaces',
      'regional_places as regionalPlaces',
      db.raw(`to_char(opens_on, 'YYYY-MM-DD') as "opensOn"`),
    );
  if (!row) throw new Error(`There is no hub ${hubId} in the imported list.`);
  return row;
}
