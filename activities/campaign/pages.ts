import { activityInfo, heartbeat } from '@temporalio/activity';
import { type Knex } from 'knex';
import { type PageOutcome, type PageRequest } from '../../contracts/activities.js';
import { type AbsencePhase, type RegionCode } from '../../domain/shared/phase.js';
import { type Urn } from '../../domain/shared/urn.js';
import { inPace } from '../adapters/pace.js';

/** One school of a page, as prepared. */
export interface PreparedSchool {
  readonly urn: Urn;
  readonly laCode: string;
  readonly regionCode: RegionCode;
  readonly phase: AbsencePhase;
}

/**
 * Does something for each school of a page, a few at a time, and goes on after the last finished one when tried again.
 * `perSecond` bounds the pace.
 */
export async function eachOfPage(
  db: Knex,
  page: PageRequest,
  perSecond: number,
  act: (school: PreparedSchool) => Promise<void>,
): Promise<PageOutcome> {
  const schools = await schoolsOf(db, page);
  const done = (activityInfo().heartbeatDetails as number | undefined) ?? 0;
  await inPace(schools.slice(done), perSecond, act, (count) => {
    heartbeat(done + count);
  });
  return { count: schools.length, lastUrn: schools.at(-1)?.urn ?? page.afterUrn, isLast: schools.length < page.size };
}

async function schoolsOf(db: Knex, { academicYear, afterUrn, size }: PageRequest): Promise<readonly PreparedSchool[]> {
  return db('draft_input')
    .where({ academic_year: academicYear, is_to_start: true })
    .andWhere('urn', '>', afterUrn)
    .orderBy('urn')
    .limit(size)
    .select<PreparedSchool[]>(
      'urn',
      db.raw(`input->>'laCode' as "laCode"`),
      db.raw(`input->>'regionCode' as "regionCode"`),
      db.raw(`coalesce(input->>'absencePhase', 'secondary') as phase`),
    );
}
