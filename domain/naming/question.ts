import { dateInWords } from '../shared/dates.js';
import { dateAt, type SchoolCalendar } from '../shared/school-calendar.js';
import { afterSchoolTime } from '../shared/school-time.js';

/** How long a yes counts. */
export interface NamingWindow {
  /** On the wall clock of the year's calendar. */
  readonly milliseconds: number;
  /** What its school days are counted on; missing in years that count days of any kind. */
  readonly calendar?: SchoolCalendar;
}

export interface NamingQuestion {
  /** Milliseconds; a yes that comes then or later does not count. */
  readonly answerBy: number;
  /** What the school is told. */
  readonly about: string;
}

/** The question as it is asked at an instant. */
export function namingQuestion({ milliseconds, calendar }: NamingWindow, now: number): NamingQuestion {
  if (!calendar) return { answerBy: now + milliseconds, about: asked('') };
  const answerBy = afterSchoolTime(calendar, now, milliseconds);
  const days = Math.round(milliseconds / calendar.dayMilliseconds);
  return { answerBy, about: asked(` by ${dateInWords(dateAt(calendar, answerBy - 1))} (${days} school days)`) };
}

const asked = (by: string): string =>
  `You are asked whether your school may be named as an example in reports of similar schools. Without an answer${by} it is not named.`;
