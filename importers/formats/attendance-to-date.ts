import { areaIn, areaPhases, levelIn, statisticsColumns, yearIn } from '../reading/area.js';
import { dateIn, parseIsoDate } from '../reading/date.js';
import { FigureColumns } from '../reading/marks.js';
import { countRule, figureIn, percentRule } from '../reading/numbers.js';
import { isAbsenceWithinPossible } from '../reading/sessions.js';
import { type Row } from '../reading/row.js';
import { type FileFormat, type TableRow } from './file-format.js';

/**
 * The fortnightly release "Pupil attendance in schools", one snapshot after another. The publisher repeats some rows word for word.
 * In its first snapshots attendance and absence do not add up to the possible sessions, so that is not checked.
 */
export const attendanceToDate: FileFormat = {
  kind: 'attendance-to-date',
  table: 'attendance_to_date',
  columns: [
    { name: 'snapshot_date' },
    statisticsColumns.year,
    statisticsColumns.span,
    statisticsColumns.level,
    statisticsColumns.region,
    statisticsColumns.authority,
    statisticsColumns.phase,
    { name: 'possible_sessions' },
    { name: 'overall_absence' },
    { name: 'pa_perc', isOptional: true },
  ],
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
  repeats: 'left-out',
  begin: () => ({ map: (row) => snapshot(row) }),
};

function snapshot(row: Row): TableRow | undefined {
  const level = levelIn(row);
  if (level === undefined || level === 'school') return undefined;
  const snapshotDate = dateIn(row, 'snapshot_date', parseIsoDate);
  const academicYear = yearIn(row);
  const area = areaIn(row, level);
  const phase = row.oneOf('education_phase', areaPhases);
  const possible = figureIn(row, 'possible_sessions', countRule);
  const missed = figureIn(row, 'overall_absence', countRule);
  const columns = new FigureColumns();
  const figures = {
    possible_sessions: columns.take('possible_sessions', possible),
    absence_sessions: columns.take('absence_sessions', missed),
    persistent_absence_percent: columns.take('persistent_absence_percent', figureIn(row, 'pa_perc', percentRule)),
  };
  if (!isAbsenceWithinPossible(missed, possible)) {
    row.report('overall_absence', {
      problem: 'More sessions were missed than were possible.',
      remedy: 'Correct overall_absence or possible_sessions.',
    });
  }
  if (
    row.hasProblem ||
    snapshotDate === undefined ||
    academicYear === undefined ||
    area === undefined ||
    phase === undefined
  )
    return undefined;
  const key = {
    snapshot_date: snapshotDate,
    academic_year: academicYear,
    level,
    region_ons_code: area.regionOnsCode,
    la_code: area.laCode,
    phase,
  };
  return { ...key, ...figures, marks: columns.toJson() };
}
