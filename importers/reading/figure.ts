import { type FigureMark, type PublishedFigure } from '../../domain/shared/published-figure.js';

export interface CellProblem {
  readonly kind: 'problem';
  readonly problem: string;
  readonly remedy: string;
}

export const cellProblem = (problem: string, remedy: string): CellProblem => ({ kind: 'problem', problem, remedy });

/**
 * Every mark seen in the department's files. Sources: explore education statistics symbols (z, c, x, low and the older : . .. -);
 * performance-table abbreviations (SUPP, NE, NA, NP, LOWCOV) and the spellings found in their files. A blank is a mark too.
 */
const marks: ReadonlyMap<string, FigureMark> = new Map([
  ['z', 'not-applicable'],
  [':', 'not-applicable'],
  ['.', 'not-applicable'],
  ['NE', 'not-applicable'],
  ['c', 'suppressed'],
  ['SUPP', 'suppressed'],
  ['low', 'low'],
  ['x', 'not-available'],
  ['..', 'not-available'],
  ['-', 'not-available'],
  ['--', 'not-available'],
  ['NA', 'not-available'],
  ['na', 'not-available'],
  ['n/a', 'not-available'],
  ['N', 'not-available'],
  ['NP', 'not-available'],
  ['LOWCOV', 'not-available'],
  ['', 'not-available'],
]);

const numberPattern = /^-?(\d+(\.\d*)?|\.\d+)%?$/;
const groupedPattern = /^-?\d{1,3}(,\d{3})+(\.\d+)?%?$/;

/**
 * Reads a cell of a published file: a number ("12.3", "12.3%"), or a mark kept with its raw token. Spaces around it do not count.
 * Anything else is a problem, never a guess: one unknown token refuses the file.
 */
export function parseFigure(raw: string): PublishedFigure | CellProblem {
  const text = raw.trim();
  const mark = marks.get(text);
  if (mark !== undefined) return { kind: mark, raw: text };
  if (numberPattern.test(text)) {
    const value = Number(text.endsWith('%') ? text.slice(0, -1) : text);
    return { kind: 'value', value: value === 0 ? 0 : value };
  }
  if (groupedPattern.test(text))
    return cellProblem('The number is written with commas between its thousands.', 'Remove the commas.');
  return cellProblem(
    'This is neither a number nor a known mark.',
    'Use a number, or one of the published marks: z, c, x, low, SUPP, NE, NA, NP, LOWCOV, ":", ".", "..", "-", or an empty cell.',
  );
}
