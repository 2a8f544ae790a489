import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { addDays } from '../../domain/shared/dates.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';

/** One release of one area and phase: counts from September to `through`. */
export interface Release {
  /** `yyyy-mm-dd`, the last day counted. */
  readonly through: string;
  readonly possibleSessions: number;
  readonly absenceSessions: number;
  readonly enrolments: number;
}

export interface AreaYear {
  readonly academicYear: string;
  readonly phase: AbsencePhase;
  readonly level: 'national' | 'regional' | 'local-authority';
  /** ONS code of the region or authority; empty for the nation. */
  readonly code: string;
  /** ONS code of the region it is or lies in; empty for the nation. */
  readonly region: string;
  /** In order of time; releases that cannot be right are left out. */
  readonly releases: readonly Release[];
}

/** A release runs to the Friday thirteen days before. */
const releaseLagDays = 13;
const levels = { National: 'national', Regional: 'regional', 'Local authority': 'local-authority' } as const;
const phases: readonly AbsencePhase[] = ['primary', 'secondary', 'special'];

type Row = Readonly<Record<string, string>>;

/** Reads the fortnightly releases; a value that is marked (`c`) or empty leaves its row out. */
export function readReleases(path: string): readonly AreaYear[] {
  const rows: Row[] = parse(gunzipSync(readFileSync(path)), { columns: true });
  const areas = new Map<string, Omit<AreaYear, 'releases'> & { readonly releases: Map<string, Release> }>();
  for (const row of rows) {
    const area = areaOf(row);
    const release = releaseOf(row);
    if (!area || !release) continue;
    const key = [area.academicYear, area.phase, area.level, area.code].join(' ');
    const held = areas.get(key) ?? { ...area, releases: new Map<string, Release>() };
    held.releases.set(release.through, release);
    areas.set(key, held);
  }
  const all = [...areas.values()].map((area) => ({
    ...area,
    releases: [...area.releases.values()].sort((a, b) => (a.through < b.through ? -1 : 1)),
  }));
  const unfit = unfitDates(all);
  return all.map((area) => ({
    ...area,
    releases: area.releases.filter(({ through }) => !unfit.has(`${area.academicYear} ${through}`)),
  }));
}

function areaOf(row: Row): Omit<AreaYear, 'releases'> | undefined {
  const phase = phases.find((name) => name === row['education_phase']?.toLowerCase());
  const level = levels[row['geographic_level'] as keyof typeof levels] as AreaYear['level'] | undefined;
  if (!phase || !level) return undefined;
  const region = row['region_code'] ?? '';
  const code = level === 'national' ? '' : level === 'regional' ? region : (row['new_la_code'] ?? '');
  return { academicYear: row['time_period'] ?? '', phase, level, code, region };
}

function releaseOf(row: Row): Release | undefined {
  const release = {
    through: addDays(row['snapshot_date'] ?? '', -releaseLagDays),
    possibleSessions: Number(row['possible_sessions']),
    absenceSessions: Number(row['overall_absence']),
    enrolments: Number(row['enrolments']),
  };
  const counts = [release.possibleSessions, release.absenceSessions, release.enrolments];
  return counts.every((count) => Number.isFinite(count) && count > 0) ? release : undefined;
}

/**
 * Dates at which the nation's sessions for each pupil have grown by more than two a day since the last sound release, or have fallen.
 * In 2022/23 some weeks are counted twice from February to May.
 */
function unfitDates(areas: readonly AreaYear[]): ReadonlySet<string> {
  const unfit = new Set<string>();
  for (const { academicYear, releases } of areas.filter(({ level }) => level === 'national')) {
    let last = { at: Date.parse(`${academicYear.slice(0, 4)}-09-01`), sessions: 0 };
    for (const { through, possibleSessions, enrolments } of releases) {
      const at = Date.parse(through);
      const sessions = possibleSessions / enrolments;
      const most = (2 * 5 * (at - last.at)) / (7 * 86_400_000) + 6;
      const isFit = sessions >= last.sessions && sessions - last.sessions <= most;
      if (isFit) last = { at, sessions };
      else unfit.add(`${academicYear} ${through}`);
    }
  }
  return unfit;
}
