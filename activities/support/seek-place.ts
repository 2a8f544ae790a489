import { type Knex } from 'knex';
import { type PlaceAnswer, type PlaceSought } from '../../contracts/activities.js';
import { type HubInput, type PlaceRequested } from '../../contracts/hub/messages.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { hubId as hubWorkflowId } from '../../contracts/workflow-ids.js';
import { type RegionCode } from '../../domain/shared/phase.js';
import { dateAt, instantOf, type SchoolCalendar } from '../../domain/shared/school-calendar.js';
import { matchHub, type HubCandidate, type SchoolSeekingHub } from '../../domain/support/hub-matching.js';
import { type HubPathway } from '../../domain/support/pathway.js';
import { type Dependencies } from '../dependencies.js';

/** Chooses a hub by the rules and asks it for a place; a hub whose year has not begun is started by the asking. */
export const seekPlace =
  ({ db, client }: Dependencies) =>
  async ({ academicYear, urn, pathway, needPoints, calendar, ground }: PlaceSought): Promise<PlaceAnswer> => {
    if (pathway === 'toolkit')
      return { kind: 'waiting', reasonCode: 'no-place-needed', why: ['The toolkit needs no place at a hub.'] };
    const on = dateOfReferral(calendar, ground, Date.now());
    const school = await readSchool(db, urn);
    const match = matchHub(school, await readHubs(db, academicYear, pathway), { pathway, on });
    if (match.hubId === undefined)
      return { kind: 'waiting', reasonCode: match.kind === 'waiting' ? match.reasonCode : '', why: match.why };
    const input = await hubInput(db, { academicYear, hubId: match.hubId, calendar, on });
    const request: PlaceRequested = { kind: 'placeRequested', urn, pathway, needPoints };
    await client.workflow.signalWithStart('hub', {
      workflowId: hubWorkflowId(academicYear, match.hubId),
      taskQueue: taskQueues.schoolYear,
      args: [input],
      signal: request.kind,
      signalArgs: [request],
      staticSummary: `hub ${match.hubId}, ${academicYear}`,
    });
    return { kind: 'asked', hubId: match.hubId, why: match.why };
  };

/** Today, but never before the end of the month that the referral rests on: a played year runs faster than its files are dated. */
function dateOfReferral(calendar: SchoolCalendar, ground: string, now: number): string {
  const today = dateAt(calendar, now);
  const lastDay = calendar.months.find(({ month }) => month === ground)?.lastDay ?? today;
  return today > lastDay ? today : lastDay;
}

async function readSchool(db: Knex, urn: string): Promise<SchoolSeekingHub> {
  const row = await db('current_establishment')
    .where({ urn })
    .first<EstablishmentRow>('phase', 'region_code', 'easting', 'northing', 'trust_code');
  const { phase, region_code: regionCode, trust_code: trustCode } = row;
  return { urn, phase, regionCode, ...locationOf(row), ...(trustCode !== null && { trustCode }) };
}

interface EstablishmentRow {
  readonly phase: SchoolSeekingHub['phase'];
  readonly region_code: RegionCode;
  readonly easting: number | null;
  readonly northing: number | null;
  readonly trust_code: string | null;
}

const locationOf = ({
  easting,
  northing,
}: Pick<EstablishmentRow, 'easting' | 'northing'>): Pick<SchoolSeekingHub, 'location'> =>
  easting !== null && northing !== null && easting > 0 && northing > 0 ? { location: { easting, northing } } : {};

interface HubRow extends Omit<EstablishmentRow, 'phase'> {
  readonly hub_id: string;
  readonly name: string;
  readonly lead_urn: string;
  readonly phase: HubCandidate['phase'];
  readonly opens_on: string;
  readonly free: number;
  readonly waiting: number;
  readonly is_lead_below: boolean;
}

/** Every hub with its free places of the pathway, as its own workflow last told, or its planned capacity before its year began. */
async function readHubs(db: Knex, academicYear: string, pathway: HubPathway): Promise<readonly HubCandidate[]> {
  const { rows } = await db.raw<{ rows: HubRow[] }>(
    `select hub.hub_id, hub.name, hub.lead_urn, hub.phase, hub.region_code, to_char(hub.opens_on, 'YYYY-MM-DD') as opens_on,
      lead.easting, lead.northing, lead.trust_code, coalesce(seen.waiting, 0) as waiting,
      case when :pathway = 'enhanced' then coalesce(seen.enhanced_places - seen.enhanced_taken, hub.enhanced_places)
        else coalesce(seen.regional_places - seen.regional_taken, hub.regional_places) end as free,
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
    waitingSchools: row.waiting,
    isLeadBelow: row.is_lead_below,
    ...locationOf(row),
    ...(row.trust_code !== null && { leadTrustCode: row.trust_code }),
  }));
}

interface HubWanted {
  readonly academicYear: HubInput['academicYear'];
  readonly hubId: string;
  readonly calendar: SchoolCalendar;
  readonly on: string;
}

async function hubInput(db: Knex, { academicYear, hubId, calendar, on }: HubWanted): Promise<HubInput> {
  const row = await db('current_hub')
    .where({ hub_id: hubId })
    .first<{ region_code: RegionCode; enhanced_places: number; regional_places: number; opens_on: string }>(
      'region_code',
      'enhanced_places',
      'regional_places',
      db.raw(`to_char(opens_on, 'YYYY-MM-DD') as opens_on`),
    );
  return {
    academicYear,
    hubId,
    regionCode: row.region_code,
    capacity: { enhancedPlaces: row.enhanced_places, regionalPlaces: row.regional_places },
    opensAtMilliseconds: row.opens_on <= on ? calendar.startsAtMilliseconds : instantOf(calendar, row.opens_on),
  };
}
