import { type AreaTotals } from '../gates/types.js';
import { shiftYear } from '../shared/academic-year.js';
import { groupBy } from '../shared/group-by.js';
import { absencePercent } from '../shared/rates.js';
import { type AbsenceRow, type CampaignFacts } from './campaign-facts.js';

/** Last year's published rate of each authority and phase with the ratio of sums of its school rows, where every row has sessions. */
export function areaTotals({ targetYear, absence, areas }: CampaignFacts): ReadonlyMap<string, AreaTotals> {
  const lastYear = shiftYear(targetYear, -1);
  const rows = groupBy(
    absence.filter(({ academicYear }) => academicYear === lastYear),
    ({ laCode = '', phase }) => `${laCode} ${phase}`,
  );
  return new Map(
    areas.flatMap(
      ({ academicYear, level, laCode, phase, absencePercent: publishedPercent }): readonly [string, AreaTotals][] => {
        if (level !== 'local-authority' || academicYear !== lastYear || laCode === undefined) return [];
        const key = `${laCode} ${phase}`;
        return [[key, { publishedPercent, recomputedPercent: recomputed(rows.get(key) ?? []) }]];
      },
    ),
  );
}

function recomputed(rows: readonly AbsenceRow[]): number | undefined {
  const counts = rows.map(({ possibleSessions, absenceSessions }) => ({ possibleSessions, absenceSessions }));
  const isWhole = counts.every((count): count is { possibleSessions: number; absenceSessions: number } => {
    return count.possibleSessions !== undefined && count.absenceSessions !== undefined;
  });
  return isWhole ? absencePercent(counts) : undefined;
}
