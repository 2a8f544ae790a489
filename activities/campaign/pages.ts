import { activityInfo, heartbeat } from '@temporalio/activity';
import { type PageOutcome, type PageRequest } from '../../contracts/activities.js';
import { type Database } from '../../database/database.js';
import { pageOfDrafts, type PreparedSchool } from '../../database/reports/drafts.js';
import { inPace } from '../adapters/pace.js';

/**
 * Does something for each school of a page, a few at a time, and continues after the last finished one when tried again.
 * `perSecond` limits the rate.
 */
export async function eachOfPage(
  db: Database,
  page: PageRequest,
  perSecond: number,
  act: (school: PreparedSchool) => Promise<void>,
): Promise<PageOutcome> {
  const schools = await pageOfDrafts(db, page);
  const done = (activityInfo().heartbeatDetails as number | undefined) ?? 0;
  await inPace(schools.slice(done), perSecond, act, (count) => {
    heartbeat(done + count);
  });
  return { count: schools.length, lastUrn: schools.at(-1)?.urn ?? page.afterUrn, isLast: schools.length < page.size };
}
