import { type Knex } from 'knex';
import { type AreaEvent } from '../../domain/monitoring/area-shock.js';

export interface AreaEventRow {
  readonly event_id: string;
  readonly region_code: string;
  readonly event: AreaEvent;
  readonly told: number;
  /** `yyyy-mm-dd` */
  readonly ended_on: string | null;
  readonly is_revoked: boolean;
}

const events = (db: Knex, academicYear: string): Knex.QueryBuilder =>
  db('area_event').where({ academic_year: academicYear }).orderBy('event_id');

const columns = (db: Knex): (string | Knex.Raw)[] => ['*', db.raw(`to_char(ended_on, 'YYYY-MM-DD') as ended_on`)];

/** All events of a year, or those of a region. */
export async function listAreaEvents(db: Knex, academicYear: string, regionCode?: string): Promise<AreaEventRow[]> {
  const query = events(db, academicYear);
  if (regionCode !== undefined) query.where({ region_code: regionCode });
  return query.select<AreaEventRow[]>(columns(db));
}

export const findAreaEvent = async (
  db: Knex,
  academicYear: string,
  eventId: string,
): Promise<AreaEventRow | undefined> => {
  const [row] = await events(db, academicYear).where({ event_id: eventId }).select<AreaEventRow[]>(columns(db));
  return row;
};
