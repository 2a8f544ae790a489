import { type Database } from '../../database/database.js';
import { readHubPlaces, type HubPlace } from '../../database/hubs-and-support/hubs.js';
import { type ClosedSchool } from '../../database/learning/closed-schools.js';
import { type YearTerms } from '../../domain/school-year/messages/input.js';
import { type HubArea } from '../../domain/learning/hub-openings.js';
import { exemptShare } from '../../domain/monitoring/exemption.js';
import { type MonthFigures } from '../../domain/monitoring/month-figures.js';
import { withoutDaysSetAside } from '../../domain/monitoring/set-aside.js';
import { seasonOf } from '../../domain/monitoring/season.js';
import { absencePercent } from '../../domain/shared/rates.js';
import { type SchoolCalendar } from '../../domain/shared/school-calendar.js';

const reachMetres = 50 * 1609.344;

type PathTerms = Pick<YearTerms, 'calendar' | 'season' | 'monitoringPolicy'>;

/** The schools nearest to each hub within reach, and by authority those without a hub: the groups whose schools share what happens to them. */
export async function readHubAreas(
  db: Database,
  schools: readonly ClosedSchool[],
  months: ReadonlyMap<string, readonly MonthFigures[]>,
  terms: PathTerms,
): Promise<readonly HubArea[]> {
  const hubs = await readHubPlaces(db);
  const areas = new Map<string, { readonly opensAt?: number; readonly paths: (readonly number[])[] }>();
  for (const school of schools) {
    const path = distancesFromPath(school, months.get(school.urn) ?? [], terms);
    if (!path) continue;
    const hub = nearest(school, hubs);
    const id = hub ? hub.hubId : `authority ${school.laCode}`;
    const opensAt = hub && openingMonth(hub.opensOn, terms.calendar);
    const area = areas.get(id) ?? { ...(opensAt !== undefined && { opensAt }), paths: [] };
    area.paths.push(path);
    areas.set(id, area);
  }
  return [...areas].map(([id, { paths, ...area }]) => ({ id, ...area, schools: paths.length, months: meansOf(paths) }));
}

/**
 * Each month's absence, as judged without the days set aside, minus the season's at the school's ceiling. Empty for a school that lacks a
 * month or has a whole one set aside.
 */
function distancesFromPath(
  { phase, floorAttendancePercent, daysSetAside }: ClosedSchool,
  months: readonly MonthFigures[],
  { calendar, season, monitoringPolicy }: PathTerms,
): readonly number[] | undefined {
  const school = calendar.months.filter(({ plannedSessions }) => plannedSessions > 0);
  const distances = school.flatMap((calendarMonth) => {
    const figures = months.find(({ month }) => month === calendarMonth.month);
    if (!figures || floorAttendancePercent === null) return [];
    const ordinary = (100 - floorAttendancePercent) * seasonOf(season.phases[phase], calendarMonth.month).relative;
    const kept = withoutDaysSetAside(
      { calendarMonth, figures, exemptShare: exemptShare(calendarMonth, daysSetAside) },
      { absencePercent: ordinary, greatestExcessPoints: monitoringPolicy.greatestShockExcessPoints },
    );
    const absence = absencePercent([kept]);
    return absence === undefined ? [] : [absence - ordinary];
  });
  return distances.length === school.length ? distances : undefined;
}

function nearest({ phase, easting, northing }: ClosedSchool, hubs: readonly HubPlace[]): HubPlace | undefined {
  if (easting === null || northing === null) return undefined;
  const near = hubs.flatMap((hub) => {
    if (hub.easting === null || hub.northing === null || (hub.phase !== phase && hub.phase !== 'all-through'))
      return [];
    const metres = Math.hypot(hub.easting - easting, hub.northing - northing);
    return metres <= reachMetres ? [{ hub, metres }] : [];
  });
  return near.reduce<(typeof near)[number] | undefined>(
    (best, each) => (best && best.metres <= each.metres ? best : each),
    undefined,
  )?.hub;
}

/** The position of the first month in which the hub was open. */
function openingMonth(opensOn: string, { months }: SchoolCalendar): number | undefined {
  const school = months.filter(({ plannedSessions }) => plannedSessions > 0);
  const position = school.findIndex(({ lastDay }) => opensOn <= lastDay);
  return position < 0 ? undefined : position;
}

const meansOf = (paths: readonly (readonly number[])[]): readonly number[] =>
  (paths[0] ?? []).map((_, month) => paths.reduce((sum, path) => sum + (path[month] ?? 0), 0) / paths.length);
