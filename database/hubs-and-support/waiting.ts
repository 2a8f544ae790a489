import { type Database } from '../database.js';
import { type RegionCode } from '../../domain/shared/phase.js';
import { type WaitingForPlace } from '../../domain/hubs/assign-places.js';
import { type HubPathway } from '../../domain/support/pathway.js';
import { locationOf } from './hub-candidates.js';

/** A support that waits for a place, with the reason it was last given. */
export interface WaitingSupport extends WaitingForPlace {
  readonly version: number;
  readonly waitingReason?: string;
}

interface WaitingRow {
  readonly urn: string;
  readonly version: number;
  readonly waiting_reason: string | null;
  readonly need_points: number | null;
  readonly waiting_since: Date | null;
  readonly updated_at: Date;
  readonly phase: WaitingForPlace['phase'];
  readonly region_code: RegionCode;
  readonly easting: number | null;
  readonly northing: number | null;
  readonly trust_code: string | null;
}

/** Every support of the pathway without a place; a support that has ended or has one is not among them. */
export async function readWaiting(
  db: Database,
  academicYear: string,
  pathway: HubPathway,
): Promise<readonly WaitingSupport[]> {
  const rows = await db('support_view as support')
    .join('current_establishment as school', 'school.urn', 'support.urn')
    .where({ 'support.academic_year': academicYear, 'support.pathway': pathway })
    .whereIn('support.stage', ['finding-place', 'waiting'])
    .whereNull('support.hub_id')
    .orderBy('support.urn')
    .select<WaitingRow[]>(
      'support.urn',
      'support.version',
      'support.waiting_reason',
      'support.need_points',
      'support.waiting_since',
      'support.updated_at',
      'school.phase',
      'school.region_code',
      'school.easting',
      'school.northing',
      'school.trust_code',
    );
  return rows.map((row) => ({
    urn: row.urn,
    version: row.version,
    phase: row.phase,
    regionCode: row.region_code,
    needPoints: row.need_points ?? 0,
    sinceMilliseconds: (row.waiting_since ?? row.updated_at).getTime(),
    ...locationOf(row),
    ...(row.trust_code !== null && { trustCode: row.trust_code }),
    ...(row.waiting_reason !== null && { waitingReason: row.waiting_reason }),
  }));
}

/** How many of the schools that were given a place have not yet recorded it. */
export async function unansweredOf(
  db: Database,
  academicYear: string,
  asked: readonly Pick<WaitingSupport, 'urn' | 'version'>[],
): Promise<number> {
  if (asked.length === 0) return 0;
  const { rows } = await db.raw<{ rows: { count: number }[] }>(
    `select count(*)::int as count from support_view support
      join jsonb_to_recordset(:asked::jsonb) as asked(urn text, version int)
        on asked.urn = support.urn and support.version <= asked.version
      where support.academic_year = :academicYear`,
    { academicYear, asked: JSON.stringify(asked.map(({ urn, version }) => ({ urn, version }))) },
  );
  return rows[0]?.count ?? 0;
}
