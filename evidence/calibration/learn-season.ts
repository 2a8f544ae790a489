import { seasonFromYears, type ReportedMonth } from '../../domain/monitoring/season-learning.js';
import { type PhaseSeason } from '../../domain/monitoring/phase-season.js';
import { monthsToDate } from './area-months.js';
import { releaseYears, type ReleaseYear } from './release-years.js';
import { type AreaYear } from './releases.js';

/** The season of an area and phase, from the years given: at least one. */
export function learnSeason(years: readonly AreaYear[]): PhaseSeason {
  const [first] = years;
  if (!first) throw new Error('There are no releases to learn a season from.');
  return seasonFromYears(
    first.phase,
    years.flatMap((area) => {
      const year = releaseYears.find(({ academicYear }) => academicYear === area.academicYear);
      return year ? [reportedMonths(area, year)] : [];
    }),
  );
}

function reportedMonths(area: AreaYear, year: ReleaseYear): readonly ReportedMonth[] {
  const toDate = monthsToDate(area, year);
  return toDate.map((now, index) => {
    const before = toDate[index - 1];
    return {
      calendarMonth: now.month.slice(5),
      possibleSessions: now.possibleSessions - (before?.possibleSessions ?? 0),
      absenceSessions: now.absenceSessions - (before?.absenceSessions ?? 0),
    };
  });
}
