import { type HubRow } from '../../../database/hubs-and-support/hubs.js';
import { withoutNulls } from '../shared/present.js';
import { type HubItem } from './schema.js';

export const presentHub = (academicYear: string, row: HubRow): HubItem => ({
  academicYear,
  hubId: row.hub_id,
  name: row.name,
  leadUrn: row.lead_urn,
  regionCode: row.region_code,
  phase: row.phase,
  opensOn: row.opens_on,
  enhancedPlaces: row.enhanced_places,
  regionalPlaces: row.regional_places,
  waitingInRegion: row.waiting_in_region,
  hasBegun: row.version !== null,
  ...withoutNulls({
    version: row.version,
    enhancedTaken: row.enhanced_taken,
    regionalTaken: row.regional_taken,
    isOpen: row.is_open,
  }),
});
