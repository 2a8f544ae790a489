import { FigureColumns } from '../reading/marks.js';
import { countRule, decimalRule, figureIn, percentRule } from '../reading/numbers.js';
import { type Row } from '../reading/row.js';
import { type FileContext, type FileFormat, type TableRow } from './file-format.js';

/**
 * Characteristics used by the department to find similar schools, under the names of its service and of the two source files of that
 * service, one of secondary and one of primary schools. The pupil premium percentage is used for "free meals in the last six years".
 */
export const context: FileFormat = {
  kind: 'context',
  table: 'school_context',
  columns: [
    { name: 'URN' },
    { name: 'PPPerc', aliases: ['pp_perc', 'percent_fsm_ever'] },
    { name: 'PercentEAL', aliases: ['percent_eal'] },
    { name: 'PercentSchSupport', aliases: ['percent_sch_support'] },
    { name: 'PercentageStatementOrEHP', aliases: ['percent_statement_or_ehp'] },
    { name: 'IdaciPupils', aliases: ['idaci_pupils'] },
    { name: 'Polar4QuintilePupils', aliases: ['polar4quintile_pupils'] },
    { name: 'PStability', aliases: ['p_stability'] },
    { name: 'NumberOfPupils', aliases: ['number_of_pupils', 'nor'] },
  ],
  tableColumns: [
    'academic_year',
    'urn',
    'roll',
    'free_meals_ever_six_percent',
    'education_health_care_plan_percent',
    'special_needs_support_percent',
    'english_additional_language_percent',
    'idaci',
    'polar4_quintile',
    'stability_percent',
    'marks',
  ],
  key: { tableColumns: ['urn'], column: 'URN' },
  needsAcademicYear: true,
  begin: (file) => ({ map: (row) => characteristics(row, file) }),
};

/** A share of 0 to 1. */
const idaci = decimalRule(0, 1);
/** A mean of quintiles 1 to 5. */
const quintile = decimalRule(1, 5);

function characteristics(row: Row, file: FileContext): TableRow | undefined {
  const urn = row.urn('URN');
  const columns = new FigureColumns();
  const figures = {
    roll: columns.take('roll', figureIn(row, 'NumberOfPupils', countRule)),
    free_meals_ever_six_percent: columns.take('free_meals_ever_six_percent', figureIn(row, 'PPPerc', percentRule)),
    education_health_care_plan_percent: columns.take(
      'education_health_care_plan_percent',
      figureIn(row, 'PercentageStatementOrEHP', percentRule),
    ),
    special_needs_support_percent: columns.take(
      'special_needs_support_percent',
      figureIn(row, 'PercentSchSupport', percentRule),
    ),
    english_additional_language_percent: columns.take(
      'english_additional_language_percent',
      figureIn(row, 'PercentEAL', percentRule),
    ),
    idaci: columns.take('idaci', figureIn(row, 'IdaciPupils', idaci)),
    polar4_quintile: columns.take('polar4_quintile', figureIn(row, 'Polar4QuintilePupils', quintile)),
    stability_percent: columns.take('stability_percent', figureIn(row, 'PStability', percentRule)),
  };
  if (row.hasProblem || urn === undefined || file.academicYear === undefined) return undefined;
  return { academic_year: file.academicYear, urn, ...figures, marks: columns.toJson() };
}
