import { type PublishedFigure, valueOf } from '../../domain/shared/published-figure.js';
import { roundTo } from '../../domain/shared/rates.js';
import { FigureColumns } from '../reading/marks.js';
import { countRule, figureIn, percentRule } from '../reading/numbers.js';
import { type Row } from '../reading/row.js';
import { type FileContext, type FileFormat, type TableRow } from './file-format.js';

/**
 * The January census as the performance tables publish it. PSENELSE is the share with an EHC plan, PSENELK with SEN support: easily swapped.
 * Rows whose URN is NAT are national totals and are left out; the publisher repeats a school word for word now and then.
 */
export const census: FileFormat = {
  kind: 'census',
  table: 'school_context',
  columns: [
    { name: 'URN' },
    { name: 'NOR' },
    { name: 'PNUMFSM', isOptional: true },
    { name: 'NUMFSM', isOptional: true },
    { name: 'PNUMFSMEVER' },
    { name: 'PSENELSE' },
    { name: 'PSENELK' },
    { name: 'PNUMEAL' },
  ],
  tableColumns: [
    'academic_year',
    'urn',
    'roll',
    'free_meals_percent',
    'free_meals_ever_six_percent',
    'education_health_care_plan_percent',
    'special_needs_support_percent',
    'english_additional_language_percent',
    'marks',
  ],
  key: { tableColumns: ['urn'], column: 'URN' },
  needsAcademicYear: true,
  begin: (file) => ({ map: (row) => characteristics(row, file) }),
};

const nationalTotal = 'NAT';

function characteristics(row: Row, file: FileContext): TableRow | undefined {
  if (row.text('URN') === nationalTotal) return undefined;
  const urn = row.urn('URN');
  const columns = new FigureColumns();
  const roll = figureIn(row, 'NOR', countRule);
  const figures = {
    roll: columns.take('roll', roll),
    free_meals_percent: columns.take('free_meals_percent', freeMealsIn(row, roll)),
    free_meals_ever_six_percent: columns.take('free_meals_ever_six_percent', figureIn(row, 'PNUMFSMEVER', percentRule)),
    education_health_care_plan_percent: columns.take(
      'education_health_care_plan_percent',
      figureIn(row, 'PSENELSE', percentRule),
    ),
    special_needs_support_percent: columns.take('special_needs_support_percent', figureIn(row, 'PSENELK', percentRule)),
    english_additional_language_percent: columns.take(
      'english_additional_language_percent',
      figureIn(row, 'PNUMEAL', percentRule),
    ),
  };
  if (row.hasProblem || urn === undefined || file.academicYear === undefined) return undefined;
  return { academic_year: file.academicYear, urn, ...figures, marks: columns.toJson() };
}

/** The published percentage; from 2019 on only the number is published, and the percentage is 100 × NUMFSM ÷ NOR. */
function freeMealsIn(row: Row, roll: PublishedFigure | undefined): PublishedFigure | undefined {
  if (row.has('PNUMFSM')) return figureIn(row, 'PNUMFSM', percentRule);
  const eligible = figureIn(row, 'NUMFSM', countRule);
  const pupils = roll === undefined ? undefined : valueOf(roll);
  if (eligible?.kind !== 'value') return eligible;
  if (pupils === undefined || pupils === 0) return roll?.kind === 'value' ? undefined : roll;
  if (eligible.value > pupils) {
    row.report('NUMFSM', {
      problem: 'More pupils are eligible for free meals than are on roll.',
      remedy: 'Correct NUMFSM or NOR.',
    });
    return undefined;
  }
  return { kind: 'value', value: roundTo((100 * eligible.value) / pupils, 4) };
}
