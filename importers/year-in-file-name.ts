import { type AcademicYear, isAcademicYear } from '../domain/shared/academic-year.js';

/**
 * The academic year in a file's name: `…_202324`, `2023-2024_…`, `…2023-24…`, or a single calendar year, which is that of the January census
 * (`census_2018` is of 2017/18). undefined when the name has none, or two.
 */
export function yearInFileName(fileName: string): AcademicYear | undefined {
  const found = new Set<AcademicYear>();
  for (const [, first, second] of fileName.matchAll(/(?<!\d)(\d{4})[-_]?(\d{2}|\d{4})(?!\d)/g))
    add(found, `${first ?? ''}${(second ?? '').slice(-2)}`);
  if (found.size === 0)
    for (const [, year] of fileName.matchAll(/(?<!\d)((?:19|20)\d{2})(?!\d)/g))
      add(found, `${Number(year) - 1}${(year ?? '').slice(-2)}`);
  const [only, ...others] = found;
  return others.length === 0 ? only : undefined;
}

function add(found: Set<AcademicYear>, text: string): void {
  if (isAcademicYear(text)) found.add(text);
}
