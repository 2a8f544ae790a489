import { type Unreadable, writtenDate, writtenMonth } from '../../domain/shared/written-dates.js';
import { type CellProblem, cellProblem } from './figure.js';
import { type Row } from './row.js';

export interface DateValue {
  readonly kind: 'date';
  /** `yyyy-mm-dd` */
  readonly date: string;
}

const registerPattern = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4})$/;
const isoPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * A date as the register writes it, DD-MM-YYYY or DD/MM/YYYY; sources: docs/sources/data-formats.md#register,
 * docs/sources/school-changes.md#links.
 */
export function parseRegisterDate(raw: string): DateValue | CellProblem {
  const match = registerPattern.exec(raw.trim());
  const date = match === null ? undefined : realDate(Number(match[4]), Number(match[3]), Number(match[1]));
  return date ?? cellProblem('This is not a date.', 'Write the date as DD-MM-YYYY or DD/MM/YYYY, such as 01-09-2024.');
}

/** A date in our own files: `yyyy-mm-dd`. */
export function parseIsoDate(raw: string): DateValue | CellProblem {
  const match = isoPattern.exec(raw.trim());
  const date = match === null ? undefined : realDate(Number(match[1]), Number(match[2]), Number(match[3]));
  return date ?? cellProblem('This is not a date.', 'Write the date as yyyy-mm-dd, such as 2024-09-30.');
}

const spreadsheet =
  'A spreadsheet such as Excel has changed this cell. Send the file as your system exported it, or import the column into Excel as text.';

const asWritten: Readonly<Record<Unreadable, string>> = {
  spreadsheet,
  'month-first': 'The month seems to come before the day.',
  unknown: '',
};

/** A date in a return that may have been saved by a spreadsheet. */
export function parseReturnDate(raw: string): DateValue | CellProblem {
  const written = writtenDate(raw);
  if ('value' in written) return { kind: 'date', date: written.value };
  const remedy = 'Write the date as yyyy-mm-dd, such as 2024-09-30.';
  return cellProblem('This is not a date.', `${asWritten[written.unreadable]} ${remedy}`.trim());
}

export interface MonthValue {
  readonly kind: 'month';
  /** `yyyy-mm` */
  readonly month: string;
}

/** A month in a return that may have been saved by a spreadsheet. */
export function parseReturnMonth(raw: string): MonthValue | CellProblem {
  const written = writtenMonth(raw);
  if ('value' in written) return { kind: 'month', month: written.value };
  const remedy = 'Write the month as yyyy-mm, such as 2024-09.';
  return cellProblem('This is not a month.', `${asWritten[written.unreadable]} ${remedy}`.trim());
}

/** The date of a cell by one of the readers above; undefined after a problem, which is reported. */
export function dateIn(row: Row, column: string, read: (raw: string) => DateValue | CellProblem): string | undefined {
  const parsed = read(row.text(column));
  if (parsed.kind === 'date') return parsed.date;
  row.report(column, parsed);
  return undefined;
}

/** The same for a cell that may be blank; null when it is, or when it has a problem. */
export const optionalDateIn = (
  row: Row,
  column: string,
  read: (raw: string) => DateValue | CellProblem,
): string | null => (row.text(column) === '' ? null : (dateIn(row, column, read) ?? null));

function realDate(year: number, month: number, day: number): DateValue | undefined {
  if (month < 1 || month > 12 || day < 1 || day > lastDayOfMonth(year, month)) return undefined;
  return { kind: 'date', date: `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}` };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

export const lastDayOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Mondays to Fridays of a month: the most school days it can hold. */
export function weekdaysOfMonth(year: number, month: number): number {
  let weekdays = 0;
  for (let day = 1; day <= lastDayOfMonth(year, month); day += 1) {
    const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
    if (weekday !== 0 && weekday !== 6) weekdays += 1;
  }
  return weekdays;
}
