import { daysBetween, type SchoolCalendar } from '../shared/school-calendar.js';
import { addDays } from '../shared/dates.js';

/** A term, `yyyy-mm-dd`, ends included. */
interface Term {
  readonly from: string;
  readonly to: string;
}

export type TermNumber = 1 | 2 | 3;

/** Autumn, spring and summer by their months. Easter falls in either of the last two; a due date can bear that. */
const termMonths = [
  ['09', '10', '11', '12'],
  ['01', '02', '03'],
  ['04', '05', '06', '07'],
] as const;

/** A term with less left than this is too short to be the first of a support. */
const leastDaysOfFirstTerm = 28;

/** Fifty-two weeks: the best estimate of next year's terms from this year's calendar, on the same days of the week. */
const daysToNextYear = 364;

function termsOf(calendar: SchoolCalendar): readonly Term[] {
  return termMonths.flatMap((wanted) => {
    const months = calendar.months.filter(({ month }) => (wanted as readonly string[]).includes(month.slice(5, 7)));
    const first = months[0];
    const last = months.at(-1);
    return first && last ? [{ from: first.firstDay, to: last.lastDay }] : [];
  });
}

/**
 * The three terms of a support that starts on a date. The first is the term then running, or the next one where less than four weeks are
 * left; the rest may lie in the following school year. @throws RangeError when the calendar has no school month.
 */
export function supportTerms(calendar: SchoolCalendar, startedOn: string): readonly [Term, Term, Term] {
  const thisYear = termsOf(calendar);
  const shifted = (years: number): readonly Term[] =>
    thisYear.map(({ from, to }) => ({
      from: addDays(from, years * daysToNextYear),
      to: addDays(to, years * daysToNextYear),
    }));
  const [first, second, third] = [0, 1, 2, 3]
    .flatMap(shifted)
    .map(({ from, to }) => ({ from: from > startedOn ? from : startedOn, to }))
    .filter(({ from, to }) => daysBetween(from, to) >= leastDaysOfFirstTerm);
  if (!first || !second || !third) {
    throw new RangeError(
      'The calendar has no terms from which due dates could be made; give it the months of a school year.',
    );
  }
  return [first, second, third];
}

/** Due date of the `place`th of `count` steps of a term: spread evenly over the rest of the term, the last on its last day. */
export function dueOn({ from, to }: Term, place: number, count: number): string {
  return addDays(from, Math.ceil((daysBetween(from, to) * place) / count));
}
