import { areaIn, areaPhases, levelIn, phaseIn, statisticsColumns, yearIn } from '../reading/area.js';
import { FigureColumns } from '../reading/marks.js';
import { countRule, figureIn, percentRule } from '../reading/numbers.js';
import { isAbsenceWithinPossible } from '../reading/sessions.js';
import { type Row } from '../reading/row.js';
import { type FileFormat, type TableRow } from './file-format.js';

/** One file has national, regional and authority rows, sometimes with schools' rows among them: the level decides, row by row. */
export const areaAbsence: FileFormat = {
  kind: 'area-absence',
  table: 'area_absence',
  columns: [
    statisticsColumns.year,
    statisticsColumns.span,
    statisticsColumns.level,
    statisticsColumns.region,
    statisticsColumns.authority,
    statisticsColumns.authorityName,
    statisticsColumns.phase,
    { name: 'sess_possible', isOptional: true },
    { name: 'sess_overall', isOptional: true },
    { name: 'sess_overall_percent' },
    { name: 'enrolments_pa_10_exact_percent' },
  ],
  tableColumns: [
    'academic_year',
    'level',
    'region_ons_code',
    'la_code',
    'la_name',
    'phase',
    'absence_percent',
    'persistent_absence_percent',
    'possible_sessions',
    'absence_sessions',
    'marks',
  ],
  key: { tableColumns: ['academic_year', 'level', 'region_ons_code', 'la_code', 'phase'], column: 'geographic_level' },
  begin: () => ({ map: (row) => absence(row) }),
};

function absence(row: Row): TableRow | undefined {
  const level = levelIn(row);
  if (level === undefined || level === 'school') return undefined;
  const phase = phaseIn(row, areaPhases);
  if (phase === undefined) return undefined;
  const academicYear = yearIn(row);
  const area = areaIn(row, level);
  const possible = figureIn(row, 'sess_possible', countRule);
  const missed = figureIn(row, 'sess_overall', countRule);
  const columns = new FigureColumns();
  const figures = {
    absence_percent: columns.take('absence_percent', figureIn(row, 'sess_overall_percent', percentRule)),
    persistent_absence_percent: columns.take(
      'persistent_absence_percent',
      figureIn(row, 'enrolments_pa_10_exact_percent', percentRule),
    ),
    possible_sessions: columns.take('possible_sessions', possible),
    absence_sessions: columns.take('absence_sessions', missed),
  };
  if (!isAbsenceWithinPossible(missed, possible)) {
    row.report('sess_overall', {
      problem: 'More sessions were missed than were possible.',
      remedy: 'Correct sess_overall or sess_possible.',
    });
  }
  if (row.hasProblem || academicYear === undefined || area === undefined) return undefined;
  return {
    academic_year: academicYear,
    level,
    region_ons_code: area.regionOnsCode,
    la_code: area.laCode,
    la_name: level === 'local-authority' ? row.text('la_name') || null : null,
    phase,
    ...figures,
    marks: columns.toJson(),
  };
}
