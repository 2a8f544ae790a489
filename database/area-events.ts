import { type Knex } from 'knex';
import { type Database, type Table } from './database.js';
import { type AreaEvent } from '../domain/monitoring/area-shock.js';

export interface AreaEventRow {
  readonly academic_year: string;
  readonly event_id: string;
  readonly region_code: string;
  readonly event: AreaEvent;
  readonly signalled: number;
  /** `yyyy-mm-dd` */
  readonly ended_on: string | null;
  readonly is_revoked: boolean;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    area_event: Table<AreaEventRow, 'event'>;
  }
}

/** What a decision about an event came to. */
export interface AreaEventStanding {
  readonly event: AreaEvent;
  readonly signalled: number;
  /** `yyyy-mm-dd` */
  readonly endedOn?: string;
  readonly isRevoked: boolean;
}

/** Keeps an event as it was opened, or that it has ended or was revoked since. */
export async function writeAreaEvent(
  db: Database,
  academicYear: string,
  { event, signalled, endedOn, isRevoked }: AreaEventStanding,
): Promise<void> {
  await db('area_event')
    .insert({
      academic_year: academicYear,
      event_id: event.id,
      region_code: event.area.regionCode ?? '',
      event: JSON.stringify(event),
      signalled,
      ended_on: endedOn ?? null,
      is_revoked: isRevoked,
    })
    .onConflict(['academic_year', 'event_id'])
    .merge(endedOn !== undefined ? ['ended_on'] : isRevoked ? ['is_revoked'] : ['signalled']);
}

const events = (db: Database, academicYear: string): Knex.QueryBuilder =>
  db('area_event').where({ academic_year: academicYear }).orderBy('event_id');

const columns = (db: Database): (string | Knex.Raw)[] => ['*', db.raw(`to_char(ended_on, 'YYYY-MM-DD') as ended_on`)];

/** All events of a year, or those of a region. */
export async function listAreaEvents(db: Database, academicYear: string, regionCode?: string): Promise<AreaEventRow[]> {
  const query = events(db, academicYear);
  if (regionCode !== undefined) query.where({ region_code: regionCode });
  return query.select<AreaEventRow[]>(columns(db));
}

export const findAreaEvent = async (
  db: Database,
  academicYear: string,
  eventId: string,
): Promise<AreaEventRow | undefined> => {
  const [row] = await events(db, academicYear).where({ event_id: eventId }).select<AreaEventRow[]>(columns(db));
  return row;
};
