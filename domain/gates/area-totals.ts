import { type AbsencePhase } from '../shared/phase.js';
import { absencePercent } from '../shared/rates.js';
import { type AreaTotals } from './types.js';

/** One school's year for the sum of its local authority; all rows of one academic year. */
export interface AreaRow {
  readonly laCode: string;
  readonly phase: AbsencePhase;
  readonly possibleSessions?: number;
  readonly absenceSessions?: number;
}

export interface PublishedAreaRate {
  readonly laCode: string;
  readonly phase: AbsencePhase;
  readonly absencePercent: number;
}

export const areaKey = (laCode: string, phase: AbsencePhase): string => `${laCode} ${phase}`;

/** Published rates beside the ratio of sums of their schools; no sum where a school lacks its sessions, because a part proves nothing. */
export function areaTotals(
  published: Iterable<PublishedAreaRate>,
  rows: Iterable<AreaRow>,
): ReadonlyMap<string, AreaTotals> {
  const schools = new Map<string, AreaRow[]>();
  for (const row of rows) {
    const key = areaKey(row.laCode, row.phase);
    const known = schools.get(key);
    if (known === undefined) schools.set(key, [row]);
    else known.push(row);
  }
  const totals = new Map<string, AreaTotals>();
  for (const { laCode, phase, absencePercent: publishedPercent } of published) {
    const own = schools.get(areaKey(laCode, phase)) ?? [];
    const counts = own.flatMap(({ possibleSessions, absenceSessions }) =>
      possibleSessions === undefined || absenceSessions === undefined ? [] : [{ possibleSessions, absenceSessions }],
    );
    const recomputedPercent = counts.length === own.length ? absencePercent(counts) : undefined;
    totals.set(areaKey(laCode, phase), { publishedPercent, recomputedPercent });
  }
  return totals;
}
