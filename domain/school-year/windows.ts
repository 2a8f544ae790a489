import { type DeadlineName } from './messages/facts.js';
import { dateInWords } from '../shared/dates.js';
import { dateAt } from '../shared/school-calendar.js';
import { afterSchoolTime, schoolTimeBetween } from '../shared/school-time.js';
import { type Occasion } from './change.js';

/** What the school itself must keep runs while it is open; what analysts and advisers must keep runs on every day. */
const ofTheSchool: readonly DeadlineName[] = ['school-reminder', 'school-window'];

const countsSchoolDays = (name: DeadlineName): boolean => ofTheSchool.includes(name);

/** The instant at which a window that has so many milliseconds left is over; those of the school end with one of its days. */
export const windowEnd = (occasion: Occasion, name: DeadlineName, leftMilliseconds: number): number =>
  countsSchoolDays(name)
    ? afterSchoolTime(occasion.input.calendar, occasion.now, leftMilliseconds)
    : occasion.now + leftMilliseconds;

/** The same for a window of so many days. */
export const windowOf = (occasion: Occasion, name: DeadlineName, days: number): number =>
  windowEnd(occasion, name, days * occasion.input.calendar.dayMilliseconds);

/** What is left of a window until its instant, milliseconds of the time that it runs in. */
export const windowLeft = (occasion: Occasion, name: DeadlineName, at: number): number =>
  countsSchoolDays(name)
    ? schoolTimeBetween(occasion.input.calendar, occasion.now, at)
    : Math.max(0, at - occasion.now);

/** By when a school must have answered, as its notices say it: " by Friday 26 September 2025"; empty where no window runs. */
export const answerBy = ({ input: year }: Occasion, at: number | undefined): string =>
  at === undefined ? '' : ` by ${dateInWords(dateAt(year.calendar, at - 1))}`;
