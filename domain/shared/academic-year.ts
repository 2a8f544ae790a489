/** An academic year as the department codes it: six digits, the second year shortened, so `202425` is 2024/25. */
export type AcademicYear = string & { readonly __brand: 'AcademicYear' };

const pattern = /^(\d{4})(\d{2})$/;

export function isAcademicYear(text: string): text is AcademicYear {
  const match = pattern.exec(text);
  return match !== null && (Number(match[1]) + 1) % 100 === Number(match[2]);
}

/** @throws RangeError when the text is not six digits of two successive years. */
export function academicYear(text: string): AcademicYear {
  if (!isAcademicYear(text))
    throw new RangeError(`"${text}" is not an academic year; write it as six digits, such as 202425.`);
  return text;
}

/** The academic year `years` later, or earlier when negative. */
export function shiftYear(year: AcademicYear, years: number): AcademicYear {
  const first = firstCalendarYear(year) + years;
  return academicYear(`${first}${String((first + 1) % 100).padStart(2, '0')}`);
}

export const firstCalendarYear = (year: AcademicYear): number => Number(year.slice(0, 4));

/** For people: `2024/25`. */
export const yearInWords = (year: AcademicYear): string => `${year.slice(0, 4)}/${year.slice(4)}`;
