import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeMonths, type JudgementInput } from '../../domain/monitoring/judgement.js';
import { yearRate, yearToDateRate } from '../../domain/monitoring/month-figures.js';
import { nationalShiftToDate } from '../../domain/monitoring/national-shift.js';
import { defaultMonitoringPolicy } from '../../domain/monitoring/policy.js';
import { addDays } from '../../domain/monitoring/school-days.js';
import { defaultSeason, seasonOf } from '../../domain/monitoring/season.js';
import { sharedData, sharedDataIsMissing } from '../support/shared-data.js';
import { normalDraws } from '../unit/domain/monitoring/random-draws.js';
import { exampleCalendar, exampleMonth, wasEverDue } from '../unit/domain/monitoring/school-year-example.js';

type MainstreamPhase = 'primary' | 'secondary';

/** Year-to-date absence, per cent, at the end of each school month. */
type Path = readonly number[];

interface RealYear {
  readonly phase: MainstreamPhase;
  readonly nation: Path;
  readonly authorities: readonly Path[];
}

/** A release of the fortnightly statistics runs to the Friday thirteen days before. */
const releaseLagDays = 13;
const years = ['202223', '202324', '202425'];
const phases: readonly MainstreamPhase[] = ['primary', 'secondary'];
const folder = sharedData();

function readYears(from: string): ReadonlyMap<string, RealYear> {
  const file = join(from, 'attendance_la_ytd_snapshots_202223_202425.csv.gz');
  const rows: Readonly<Record<string, string>>[] = parse(gunzipSync(readFileSync(file)), { columns: true });
  const areas = new Map<string, Readonly<Record<string, string>>[]>();
  for (const row of rows) {
    const key = `${row['time_period']} ${row['education_phase']?.toLowerCase()} ${row['geographic_level']} ${row['new_la_code']}`;
    areas.set(key, [...(areas.get(key) ?? []), row]);
  }
  const pathsOf = (start: string): readonly Path[] =>
    [...areas].filter(([key]) => key.startsWith(start)).map(([, snapshots]) => pathOf(snapshots));
  return new Map(
    years.flatMap((year) =>
      phases.map((phase) => {
        const [nation] = pathsOf(`${year} ${phase} National`);
        if (!nation) throw new Error(`The releases have no national rows for ${year} ${phase}.`);
        const authorities = pathsOf(`${year} ${phase} Local authority`).filter((path) => path.every(Number.isFinite));
        return [`${year} ${phase}`, { phase, nation, authorities }] as const;
      }),
    ),
  );
}

/** The newest release that had the month's last school day in it, or the first one. Dates are set against the example's year. */
function pathOf(snapshots: readonly Readonly<Record<string, string>>[]): Path {
  const year = snapshots[0]?.['time_period']?.slice(0, 4) ?? '';
  const sinceSeptember = (date: string, first: string): string => (date.startsWith(first) ? '0' : '1') + date.slice(4);
  const readings = snapshots
    .map((row) => ({
      at: sinceSeptember(addDays(row['snapshot_date'] ?? '', -releaseLagDays), year),
      absencePercent: (100 * Number(row['overall_absence'])) / Number(row['possible_sessions']),
    }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  return exampleCalendar.months.map(({ lastDay }) => {
    const reading = readings.findLast(({ at }) => at <= sinceSeptember(lastDay, '2024')) ?? readings[0];
    return reading?.absencePercent ?? Number.NaN;
  });
}

interface School {
  readonly pupils: number;
  readonly isShiftKnown: boolean;
  /** Standard normal draws for what the school's own pupils add to each month. */
  readonly draw: () => number;
}

/** One month's variance per pupil beyond its authority's month; source: data/MODEL.md, "Noise". */
const monthVariance: Readonly<Record<MainstreamPhase, number>> = { primary: 246, secondary: 468 };

/** A school on its authority's real path, with its own pupils' noise, whose floor is exactly where that path ends. */
function schoolOn(path: Path, { phase, nation }: RealYear, { pupils, isShiftKnown, draw }: School): JudgementInput {
  const season = defaultSeason.phases[phase];
  const year = { calendar: exampleCalendar, season, lastYear: yearRate(nation.at(-1) ?? Number.NaN) };
  let sessions = 0;
  let absence = 0;
  const months = exampleCalendar.months.map(({ month, plannedSessions }, index) => {
    const possibleSessions = Math.round(pupils * plannedSessions * seasonOf(season, month).weight);
    sessions += possibleSessions;
    const toDate = (sessions * (path[index] ?? Number.NaN)) / 100;
    const percent = (100 * (toDate - absence)) / possibleSessions + Math.sqrt(monthVariance[phase] / pupils) * draw();
    absence = toDate;
    const shift = nationalShiftToDate(year, month, yearToDateRate(nation[index] ?? Number.NaN));
    return {
      ...exampleMonth(month, { possibleSessions, percent, enrolments: pupils }),
      ...(isShiftKnown && shift !== undefined && { nationalShiftPoints: shift }),
    };
  });
  return {
    phase,
    floorAttendancePercent: 100 - (path.at(-1) ?? Number.NaN),
    months,
    exemptions: [],
    acceptedGaps: [],
    calendar: exampleCalendar,
    season: defaultSeason,
    policy: defaultMonitoringPolicy,
  };
}

describe.skipIf(folder === undefined)(
  `real seasons of authorities${folder === undefined ? ` (${sharedDataIsMissing})` : ''}`,
  () => {
    let real: ReadonlyMap<string, RealYear> = new Map();

    /** Share of schools proposed for referral, over all authorities and several draws of their pupils' noise. */
    const shareProposed = (key: string, pupils: number, isShiftKnown: boolean): number => {
      const year = real.get(key);
      if (!year) throw new Error(`No releases for ${key}.`);
      const draw = normalDraws(pupils);
      const judged = [1, 2, 3].flatMap(() =>
        year.authorities.map((path) => {
          const input = schoolOn(path, year, { pupils, isShiftKnown, draw });
          return wasEverDue(judgeMonths(input).checks, input.policy.successiveChecksBelow);
        }),
      );
      return judged.filter(Boolean).length / judged.length;
    };

    beforeAll(() => {
      real = readYears(folder ?? '');
    });

    it('are there for three years, both phases and nearly all authorities', () => {
      expect(real.size).toBe(6);
      for (const { authorities } of real.values()) expect(authorities.length).toBeGreaterThan(140);
    });

    const cases = years.flatMap((year) =>
      phases.flatMap((phase) => [300, 1000].map((n) => [`${year} ${phase}`, n] as const)),
    );

    it.each(cases)(
      "in %s a school of %i at its floor is proposed at most once in twenty, the nation's shift known",
      (key, n) => {
        expect(shareProposed(key, n, true)).toBeLessThanOrEqual(0.05);
      },
    );

    it.each(cases.filter(([key]) => !key.startsWith('202223')))(
      'in %s, a year without an outbreak, so is a school of %i judged by the usual season alone',
      (key, n) => {
        expect(shareProposed(key, n, false)).toBeLessThanOrEqual(0.05);
      },
    );

    it('in the outbreak of winter 2022 would have proposed more than one large secondary in ten, had the shift not been known', () => {
      expect(shareProposed('202223 secondary', 1000, false)).toBeGreaterThan(0.1);
    });
  },
);
