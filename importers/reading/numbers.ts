import { type PublishedFigure } from '../../domain/shared/published-figure.js';
import { cellProblem, type CellProblem, parseFigure } from './figure.js';
import { type Row } from './row.js';

/** What a number in a column may be. */
export interface NumberRule {
  readonly minimum: number;
  readonly maximum: number;
  readonly isWhole: boolean;
  readonly mayHavePercentSign: boolean;
}

export const percentRule: NumberRule = { minimum: 0, maximum: 100, isWhole: false, mayHavePercentSign: true };
export const countRule: NumberRule = {
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  isWhole: true,
  mayHavePercentSign: false,
};
export const wholeRule = (minimum: number, maximum: number): NumberRule => ({
  minimum,
  maximum,
  isWhole: true,
  mayHavePercentSign: false,
});
export const decimalRule = (minimum: number, maximum: number): NumberRule => ({
  minimum,
  maximum,
  isWhole: false,
  mayHavePercentSign: false,
});

/** A published figure within its rule. undefined when the file lacks the column, or when the cell has a problem, which is then reported. */
export function figureIn(row: Row, column: string, rule: NumberRule): PublishedFigure | undefined {
  if (!row.has(column)) return undefined;
  const text = row.text(column);
  const figure = parseFigure(text);
  if (figure.kind === 'problem') {
    row.report(column, figure);
    return undefined;
  }
  const breach = figure.kind === 'value' ? breachOf(figure.value, text, rule) : undefined;
  if (breach === undefined) return figure;
  row.report(column, breach);
  return undefined;
}

/** A whole number that may be blank, as in the register; marks are not used there. null when blank. */
export function optionalNumber(row: Row, column: string, rule: NumberRule): number | null {
  return row.text(column) === '' ? null : (requiredNumber(row, column, rule) ?? null);
}

/** A number that must be there; a mark is a problem. */
export function requiredNumber(row: Row, column: string, rule: NumberRule): number | undefined {
  const text = row.text(column);
  if (text === '') {
    row.report(column, cellProblem('The cell is empty.', 'Fill in the number; write 0 where there is none.'));
    return undefined;
  }
  const figure = parseFigure(text);
  if (figure.kind === 'problem') {
    row.report(
      column,
      cellProblem(
        'This is not a number.',
        figure.problem.includes('commas') ? figure.remedy : `Write ${ruleInWords(rule)}.`,
      ),
    );
    return undefined;
  }
  if (figure.kind !== 'value') {
    row.report(column, cellProblem('There is a mark where a number is needed.', `Write ${ruleInWords(rule)}.`));
    return undefined;
  }
  const breach = breachOf(figure.value, text, rule);
  if (breach === undefined) return figure.value;
  row.report(column, breach);
  return undefined;
}

function breachOf(value: number, text: string, rule: NumberRule): CellProblem | undefined {
  const remedy = `Write ${ruleInWords(rule)}.`;
  if (!rule.mayHavePercentSign && text.endsWith('%'))
    return cellProblem('There is a percentage where a number is needed.', remedy);
  if (value < rule.minimum) return cellProblem(`The number is below ${rule.minimum}.`, remedy);
  if (value > rule.maximum) return cellProblem(`The number is above ${rule.maximum}.`, remedy);
  if (rule.isWhole && !Number.isInteger(value)) return cellProblem('The number is not whole.', remedy);
  return undefined;
}

function ruleInWords(rule: NumberRule): string {
  const kind = rule.isWhole ? 'a whole number' : 'a number';
  return rule.maximum === Number.MAX_SAFE_INTEGER
    ? `${kind} of at least ${rule.minimum}`
    : `${kind} from ${rule.minimum} to ${rule.maximum}`;
}
