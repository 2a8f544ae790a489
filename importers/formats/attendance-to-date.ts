import { areaIn, areaPhases, levelIn, phaseIn, statisticsColumns } from '../reading/area.js';
import { FigureColumns } from '../reading/marks.js';
import { countRule, figureIn, percentRule } from '../reading/numbers.js';
import { type Row } from '../reading/row.js';
import { isAbsenceWithinPossible } from '../reading/sessions.js';
import { type FileContext, type FileFormat, type TableRow } from './file-format.js';
import { isLong, LongRelease, longColumns } from './long-release.js';
import { isYearToDate, periodIn, releaseDateIn } from './release-period.js';

const wideColumns = ['possible_sessions', 'overall_absence'] as const;

/**
 * The fortnightly release "Pupil attendance in schools", year to date: wide, one row for an area and phase, or long, one row for each reason.
 * One file holds one release, or one after another with a `snapshot_date`. The publisher repeats some rows word for word. In the first
 * releases attendance and absence do not add up to the possible sessions, so that is not checked. `la_ons_code` and `enrolments` are not
 * stored; they are for anyone who reads the file itself.
 */
export const attendanceToDate: FileFormat = {
  kind: 'attendance-to-date',
  table: 'attendance_to_date',
  columns: [
    { name: 'snapshot_date', isOptional: true },
    { name: 'reference_date', isOptional: true },
    statisticsColumns.year,
    statisticsColumns.span,
    { name: 'time_frame', isOptional: true },
    statisticsColumns.level,
    statisticsColumns.region,
    statisticsColumns.authority,
    { name: 'new_la_code', isOptional: true },
    statisticsColumns.phase,
    ...[...wideColumns, ...longColumns, 'enrolments', 'pa_perc'].map((name) => ({ name, isOptional: true })),
  ],
  needsOneOf: [wideColumns, longColumns],
  tableColumns: [
    'snapshot_date',
    'academic_year',
    'level',
    'region_ons_code',
    'la_code',
    'phase',
    'possible_sessions',
    'absence_sessions',
    'persistent_absence_percent',
    'marks',
  ],
  key: {
    tableColumns: ['snapshot_date', 'academic_year', 'level', 'region_ons_code', 'la_code', 'phase'],
    column: 'snapshot_date',
  },
  begin: (file) => {
    const long = new LongRelease();
    return {
      map: (row) => snapshot(row, file, long),
      rest: () => long.rows(),
    };
  },
};

function snapshot(row: Row, file: FileContext, long: LongRelease): TableRow | 'held' | undefined {
  const level = levelIn(row);
  if (level === undefined || level === 'school' || !isYearToDate(row)) return undefined;
  const phase = phaseIn(row, areaPhases);
  if (phase === undefined) return undefined;
  const measure = isLong(row) ? long.measureIn(row) : undefined;
  if (measure === 'unused') return undefined;
  const period = periodIn(row);
  const snapshotDate = releaseDateIn(row, period, file);
  const area = areaIn(row, level);
  if (period === undefined || snapshotDate === undefined || area === undefined) return undefined;
  const key = {
    snapshot_date: snapshotDate,
    academic_year: period.academicYear,
    level,
    region_ons_code: area.regionOnsCode,
    la_code: area.laCode,
    phase,
    la_ons_code: row.optionalText('new_la_code'),
  };
  if (measure !== undefined) return long.take(row, key, measure);
  const figures = figuresIn(row);
  return row.hasProblem ? undefined : { ...key, ...figures };
}

function figuresIn(row: Row): TableRow {
  const possible = figureIn(row, 'possible_sessions', countRule);
  const missed = figureIn(row, 'overall_absence', countRule);
  const columns = new FigureColumns();
  if (!isAbsenceWithinPossible(missed, possible)) {
    row.report('overall_absence', {
      problem: 'More sessions were missed than were possible.',
      remedy: 'Correct overall_absence or possible_sessions.',
    });
  }
  const enrolments = Number(row.text('enrolments'));
  return {
    possible_sessions: columns.take('possible_sessions', possible),
    absence_sessions: columns.take('absence_sessions', missed),
    persistent_absence_percent: columns.take(
      'persistent_absence_percent',
      row.optionally(() => figureIn(row, 'pa_perc', percentRule)),
    ),
    marks: columns.toJson(),
    enrolments: enrolments > 0 ? enrolments : null,
  };
}
