import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { shiftYear, type AcademicYear } from '../../domain/shared/academic-year.js';
import { type SchoolCalendar } from '../../domain/shared/school-calendar.js';

/** A month's absence relative to the year's, by calendar month. */
export type PhasePath = (month: string) => number;

export type PhasePaths = Readonly<Record<'primary' | 'secondary' | 'special', PhasePath>>;

interface Snapshot {
  readonly date: string;
  readonly possible: number;
  readonly absence: number;
}

/** The fortnightly year-to-date release in a data folder or next to it; undefined when there is none. */
export function seasonFileIn(folder: string): string | undefined {
  for (const place of [folder, join(folder, '..')]) {
    const name = existsSync(place)
      ? readdirSync(place).find((file) => /^attendance_la_ytd_snapshots.*\.csv(\.gz)?$/.test(file))
      : undefined;
    if (name !== undefined) return join(place, name);
  }
  return undefined;
}

type Series = ReadonlyMap<string, readonly Snapshot[]>;

/** The national snapshots of each phase and year, by `Primary 202425`. */
async function readSeries(path: string): Promise<Series> {
  const series = new Map<string, Snapshot[]>();
  const file = createReadStream(path);
  const text = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  for await (const row of text.pipe(parse({ columns: true, bom: true })) as AsyncIterable<
    Readonly<Record<string, string>>
  >) {
    if (row['geographic_level'] !== 'National') continue;
    const key = `${row['education_phase'] ?? ''} ${row['time_period'] ?? ''}`;
    const snapshot = {
      date: row['snapshot_date'] ?? '',
      possible: Number(row['possible_sessions']),
      absence: Number(row['overall_absence']),
    };
    if (Number.isFinite(snapshot.possible) && Number.isFinite(snapshot.absence))
      series.set(key, [...(series.get(key) ?? []), snapshot]);
  }
  return series;
}

/**
 * The national season by phase, from differences of year-to-date counts: absence between two snapshots over sessions
 * between them, by month, against the whole year's. Several years are pooled.
 */
export async function readSeason(path: string): Promise<PhasePaths> {
  const series = await readSeries(path);
  return {
    primary: pathOf(series, 'Primary'),
    secondary: pathOf(series, 'Secondary'),
    special: pathOf(series, 'Special'),
  };
}

export type PhasePoints = Readonly<Record<'primary' | 'secondary' | 'special', number>>;

/** The nation's absence at the end of the played year less the year before, percentage points; zero where either is not in the file. */
export async function readNationalShift(path: string, year: AcademicYear): Promise<PhasePoints> {
  const series = await readSeries(path);
  const shiftOf = (phase: string): number => {
    const [now, before] = [year, shiftYear(year, -1)].map((each) => endOf(series.get(`${phase} ${each}`) ?? []));
    return now === undefined || before === undefined ? 0 : now - before;
  };
  return { primary: shiftOf('Primary'), secondary: shiftOf('Secondary'), special: shiftOf('Special') };
}

function endOf(snapshots: readonly Snapshot[]): number | undefined {
  const last = [...snapshots].sort((a, b) => (a.date < b.date ? -1 : 1)).at(-1);
  return last && (100 * last.absence) / last.possible;
}

function pathOf(series: Series, phase: string): PhasePath {
  const byMonth = new Map<string, { possible: number; absence: number }>();
  const year = { possible: 0, absence: 0 };
  for (const [key, snapshots] of series) {
    if (!key.startsWith(phase)) continue;
    for (const { date, possible, absence } of differences(snapshots)) {
      const month = byMonth.get(date.slice(5, 7)) ?? { possible: 0, absence: 0 };
      byMonth.set(date.slice(5, 7), { possible: month.possible + possible, absence: month.absence + absence });
      year.possible += possible;
      year.absence += absence;
    }
  }
  return (month) => {
    const held = byMonth.get(month.slice(5, 7));
    return held && held.possible > 0 && year.absence > 0
      ? held.absence / held.possible / (year.absence / year.possible)
      : 1;
  };
}

/** The same season, scaled so that it averages 1 over the sessions of a calendar: a school's year then ends at its own rate. */
export function pathsOver(paths: PhasePaths, { months }: SchoolCalendar): PhasePaths {
  const scaled = (path: PhasePath): PhasePath => {
    const sessions = months.reduce((sum, { plannedSessions }) => sum + plannedSessions, 0);
    const weighted = months.reduce((sum, { month, plannedSessions }) => sum + plannedSessions * path(month), 0);
    return (month) => (path(month) * sessions) / weighted;
  };
  return { primary: scaled(paths.primary), secondary: scaled(paths.secondary), special: scaled(paths.special) };
}

/** What each snapshot adds to the one before; the set of reporting schools grows, so odd differences are left out. */
function differences(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  const sorted = [...snapshots].sort((a, b) => (a.date < b.date ? -1 : 1));
  return sorted.flatMap((snapshot, index) => {
    const before = sorted[index - 1] ?? { possible: 0, absence: 0 };
    const possible = snapshot.possible - before.possible;
    const absence = snapshot.absence - before.absence;
    const rate = absence / possible;
    return possible > 0 && rate > 0.01 && rate < 0.3 ? [{ date: snapshot.date, possible, absence }] : [];
  });
}
