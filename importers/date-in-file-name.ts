import { basename } from 'node:path';
import { parseIsoDate } from './reading/date.js';

/** The date in a file's name, `yyyy-mm-dd`: `…20261130…`, `2026_05_13_…`, `…2026-05-13…`; undefined when it has none, or two. */
export function dateInFileName(fileName: string): string | undefined {
  const found = new Set<string>();
  for (const [, year, , month, day] of fileName.matchAll(/(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?!\d)/g)) {
    const date = `${year ?? ''}-${month ?? ''}-${day ?? ''}`;
    if (isCalendarDate(date)) found.add(date);
  }
  const [only, ...others] = found;
  return others.length === 0 ? only : undefined;
}

export const isCalendarDate = (text: string): boolean => parseIsoDate(text).kind === 'date';

/** Of a file that came out of an archive the archive's name says the date where its own does not. */
export const publishedDate = (fileName: string): string | undefined =>
  dateInFileName(basename(fileName)) ?? dateInFileName(fileName);
