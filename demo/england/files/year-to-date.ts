import { type AbsencePhase } from '../../../domain/shared/phase.js';
import { type Area, type AreaPhase, type AreaSums } from '../area-sums.js';
import { type Cell, writeCsv, type WrittenFile } from '../csv-file.js';
import { valueAt } from '../curves.js';
import { regionColumns } from '../geography.js';
import { randomStream } from '../random.js';
import { illnessOfAbsence, persistentOverYear, type Snapshot, snapshotsOf, yearToDateOverYear } from '../season.js';
import { type World } from '../world.js';
import { yearAt } from './absence-columns.js';

const header = [
  'snapshot_date',
  'time_period',
  'time_identifier',
  'geographic_level',
  'region_code',
  'region_name',
  'new_la_code',
  'la_name',
  'old_la_code',
  'education_phase',
  'num_schools',
  'enrolments',
  'total_num_schools',
  'total_enrolments',
  'possible_sessions',
  'overall_attendance',
  'overall_absence',
  'authorised_absence',
  'unauthorised_absence',
  'reason_i_authorised_illness',
  'attendance_perc',
  'overall_absence_perc',
  'illness_perc',
  'pa_perc',
] as const;

const phaseNames = { primary: 'Primary', secondary: 'Secondary', special: 'Special', total: 'Total' } as const;
const phases: readonly AbsencePhase[] = ['primary', 'secondary', 'special'];

/** Persistent absence to date is published from late January on. */
const persistentFromShare = 0.38;

interface ToDate {
  schools: number;
  reporting: number;
  enrolments: number;
  totalEnrolments: number;
  possible: number;
  absence: number;
  unauthorised: number;
  illness: number;
  persistent: number;
}

const nothing = (): ToDate => ({
  schools: 0,
  reporting: 0,
  enrolments: 0,
  totalEnrolments: 0,
  possible: 0,
  absence: 0,
  unauthorised: 0,
  illness: 0,
  persistent: 0,
});

function add(sum: ToDate, more: ToDate): void {
  for (const key of Object.keys(sum) as (keyof ToDate)[]) sum[key] += more[key];
}

interface Moment {
  readonly offset: number;
  readonly snapshot: Snapshot;
}

/** One authority and phase at one release: the part of its year that has passed, from the schools that report daily. */
function authorityToDate(
  area: Area,
  phase: AbsencePhase,
  moment: Moment,
  source: { sums: AreaSums; seed: number },
): ToDate | undefined {
  const { offset, snapshot } = moment;
  const year = source.sums.sumOf(area, phase, offset);
  if (year === undefined || area.authority === undefined) return undefined;
  const stream = randomStream(source.seed, 'to date', area.authority.code, phase, offset, snapshot.date);
  // More schools join the daily collection as a year goes on, and from one year to the next.
  const coverage = Math.min(1, 0.93 + 0.02 * offset + 0.04 * snapshot.share);
  const share = snapshot.share * coverage;
  const possible = Math.round(year.possibleSessions * share);
  const wobble = 1 + 0.02 * (1 - snapshot.share) * stream.normal();
  const rate =
    (year.absenceSessions / year.possibleSessions) * valueAt(yearToDateOverYear[phase], snapshot.share) * wobble;
  const absence = Math.min(possible, Math.round(possible * rate));
  const unauthorised = Math.round((absence * year.unauthorisedSessions) / Math.max(1, year.absenceSessions));
  const illness = Math.min(
    absence - unauthorised,
    Math.round(absence * valueAt(illnessOfAbsence[phase], snapshot.share)),
  );
  return {
    schools: year.schools,
    reporting: year.schools * coverage,
    enrolments: year.enrolments * coverage,
    totalEnrolments: year.enrolments,
    possible,
    absence,
    unauthorised,
    illness,
    persistent: year.persistentlyAbsent * coverage * valueAt(persistentOverYear[phase], snapshot.share),
  };
}

const perCent = (part: number, whole: number): string => (whole > 0 ? ((100 * part) / whole).toFixed(3) : '');
/** Averages over days, hence fractions, as the release prints them. */
const average = (value: number): string => String(Math.round(value * 100) / 100);

function figureCells(sum: ToDate, snapshot: Snapshot, isHidden: boolean): Cell[] {
  if (isHidden) return [1, 'c', '', 'c', 'c', 'c', 'c', 'c', 'c', 'c', '', '', '', ''];
  return [
    average(sum.reporting),
    average(sum.enrolments),
    sum.schools,
    sum.totalEnrolments,
    sum.possible,
    sum.possible - sum.absence,
    sum.absence,
    sum.absence - sum.unauthorised,
    sum.unauthorised,
    sum.illness,
    perCent(sum.possible - sum.absence, sum.possible),
    perCent(sum.absence, sum.possible),
    perCent(sum.illness, sum.possible),
    snapshot.share < persistentFromShare ? '' : perCent(sum.persistent, sum.enrolments),
  ];
}

function areaCells(area: Area): Cell[] {
  const [code, name] = area.regionCode === undefined ? ['', ''] : regionColumns(area.regionCode);
  return [
    area.level,
    code,
    name,
    area.authority?.onsCode ?? '',
    area.authority?.name ?? '',
    area.authority?.code ?? '',
  ];
}

/** Sums of one release, by area: authorities as they are, regions and the nation by adding them up. */
function releaseSums(moment: Moment, source: { sums: AreaSums; seed: number }): Map<Area, Map<AreaPhase, ToDate>> {
  const { areas } = source.sums;
  const byArea = new Map<Area, Map<AreaPhase, ToDate>>(areas.map((area) => [area, new Map()]));
  const into = (area: Area, phase: AreaPhase, toDate: ToDate): void => {
    const of = byArea.get(area);
    const sum = of?.get(phase) ?? nothing();
    add(sum, toDate);
    of?.set(phase, sum);
  };
  for (const area of areas)
    for (const phase of phases) {
      const toDate = authorityToDate(area, phase, moment, source);
      if (toDate === undefined) continue;
      into(area, phase, toDate);
      for (const wider of areas) {
        const holds =
          wider.level === 'National' || (wider.level === 'Regional' && wider.regionCode === area.regionCode);
        if (!holds) continue;
        into(wider, phase, toDate);
        into(wider, 'total', toDate);
      }
    }
  return byArea;
}

function* rows(world: World, sums: AreaSums): Generator<Cell[]> {
  for (const offset of [-1, 0, 1]) {
    const year = yearAt(world.latestYear, offset);
    for (const snapshot of snapshotsOf(year)) {
      for (const [area, byPhase] of releaseSums({ offset, snapshot }, { sums, seed: world.seed })) {
        for (const [phase, sum] of byPhase) {
          const isHidden = area.authority !== undefined && sum.schools === 1;
          yield [
            snapshot.date,
            year,
            'Academic year',
            ...areaCells(area),
            phaseNames[phase],
            ...figureCells(sum, snapshot, isHidden),
          ];
        }
      }
    }
  }
}

/** A snapshot a fortnight of the two last published years and the one in progress. */
export const writeYearToDate = (world: World, sums: AreaSums, path: string): Promise<WrittenFile> =>
  writeCsv({ path, header, encoding: 'utf-8', rows: rows(world, sums) });

export const yearToDateFileName = (world: World): string =>
  `attendance_la_ytd_snapshots_${yearAt(world.latestYear, -1)}_${yearAt(world.latestYear, 1)}.csv`;
