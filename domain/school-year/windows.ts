import { type DeadlineName } from './messages/facts.js';
import { dateInWords } from '../shared/dates.js';
import { dateAt } from '../shared/school-calendar.js';
import { afterSchoolTime, schoolTimeBetween } from '../shared/school-time.js';
import { type Occasion } from './change.js';

/** The school's own deadlines run on school days; those of analysts and advisers run on every day. */
const ofTheSchool: readonly DeadlineName[] = ['school-reminder', 'school-window'];

const countsSchoolDays = (name: DeadlineName): boolean => ofTheSchool.includes(name);

/** The instant at which a window with this many milliseconds left ends; the school's windows end with a school day. */
export const windowEnd = (occasion: Occasion, name: DeadlineName, leftMilliseconds: number): number =>
  countsSchoolDays(name)
    ? afterSchoolTime(occasion.input.calendar, occasion.now, leftMilliseconds)
    : occasion.now + leftMilliseconds;

/** The same for a window of this many days. */
export const windowOf = (occasion: Occasion, name: DeadlineName, days: number): number =>
  windowEnd(occasion, name, days * occasion.input.calendar.dayMilliseconds);

/** What is left of a window until its instant, in milliseconds of the time in which it runs. */
export const windowLeft = (occasion: Occasion, name: DeadlineName, at: number): number =>
  countsSchoolDays(name)
    ? schoolTimeBetween(occasion.input.calendar, occasion.now, at)
    : Math.max(0, at - occasion.now);

/** The date by which a school must answer, as worded in its notices: " by Friday 26 September 2025"; empty where no window runs. */
export const answerBy = ({ input: year }: Occasion, at: number | undefined): string =>
  at === undefined ? '' : ` by ${dateInWords(dateAt(year.calendar, at - 1))}`;
