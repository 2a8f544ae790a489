import { isDate } from './school-calendar.js';

/** Why a text cannot be read for certain as a date or month. */
export type Unreadable = 'spreadsheet' | 'month-first' | 'unknown';

/** `value` is `yyyy-mm-dd`, or `yyyy-mm` of a month. */
export type Written = { readonly value: string } | { readonly unreadable: Unreadable };

const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const fullNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** 1 to 12; undefined for any other word. */
function monthNumber(text: string): number | undefined {
  const word = text.toLowerCase();
  const index = word === 'sept' ? 8 : Math.max(names.indexOf(word), fullNames.indexOf(word));
  return index < 0 ? undefined : index + 1;
}

const twoDigits = (text: string | number): string => String(text).padStart(2, '0');
const fullYear = (text: string): string => (text.length === 2 ? `20${text}` : text);

/** A spreadsheet shows a date as its day's number, or as hashes where the column is narrow. */
const isSpreadsheetRemnant = (text: string): boolean => /^(\d{5}(\.\d+)?|#+|\d{1,2}[-/ ][A-Za-z]{3,9})$/.test(text);

/**
 * A date as `yyyy-mm-dd`, or as a spreadsheet in the UK writes it: day before month, the month in digits or letters, the year in two digits
 * or four, midnight after it.
 */
export function writtenDate(raw: string): Written {
  const text = raw.trim().replace(/[T ]00:00(:00(\.0+)?)?$/, '');
  const iso = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso) return dateOf(iso[1], iso[3], iso[4]);
  const digits = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (digits) return dayFirst(digits[1], digits[3], digits[4]);
  const words = /^(\d{1,2})([- /])([A-Za-z]+)\2(\d{4}|\d{2})$/.exec(text);
  const month = words?.[3] === undefined ? undefined : monthNumber(words[3]);
  if (words && month !== undefined) return dateOf(fullYear(words[4] ?? ''), month, words[1]);
  return { unreadable: isSpreadsheetRemnant(text) || isMonthName(text) ? 'spreadsheet' : 'unknown' };
}

function dayFirst(day: string | undefined, month: string | undefined, year = ''): Written {
  const date = dateOf(fullYear(year), month, day);
  const isMonthFirst = Number(month) > 12 && Number(day) <= 12;
  return 'unreadable' in date && isMonthFirst ? { unreadable: 'month-first' } : date;
}

function dateOf(year = '', month: string | number = '', day: string | number = ''): Written {
  const value = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  return isDate(value) ? { value } : { unreadable: 'unknown' };
}

/**
 * A month as `yyyy-mm`, or as a spreadsheet in the UK writes it: its name and year (`Oct-26`), month and year in digits with four for the
 * year, or its first day.
 */
export function writtenMonth(raw: string): Written {
  const text = raw.trim();
  const named = monthByName(text);
  if (named) return named;
  const yearFirst = /^(\d{4})[-/](\d{2})$/.exec(text);
  if (yearFirst) return monthOf(yearFirst[1], yearFirst[2]);
  const yearLast = /^(\d{1,2})[-/](\d{4})$/.exec(text);
  if (yearLast) return monthOf(yearLast[2], yearLast[1]);
  const day = writtenDate(text);
  if ('value' in day && day.value.endsWith('-01')) return { value: day.value.slice(0, 7) };
  const isDay = 'value' in day || day.unreadable !== 'unknown';
  return { unreadable: isDay || /^\d{1,2}[-/]\d{2}$/.test(text) ? 'spreadsheet' : 'unknown' };
}

function monthByName(text: string): Written | undefined {
  const match = /^([A-Za-z]+)[-/ ]?[- ]?(\d{4}|\d{2})$/.exec(text);
  const month = match?.[1] === undefined ? undefined : monthNumber(match[1]);
  return month === undefined ? undefined : monthOf(fullYear(match?.[2] ?? ''), month);
}

const isMonthName = (text: string): boolean => monthByName(text) !== undefined;

function monthOf(year = '', month: string | number = ''): Written {
  const number = Number(month);
  return number >= 1 && number <= 12 ? { value: `${year}-${twoDigits(number)}` } : { unreadable: 'unknown' };
}
