import { dateInWords } from '../shared/dates.js';
import { dateAt, type SchoolCalendar } from '../shared/school-calendar.js';
import { afterSchoolTime } from '../shared/school-time.js';

/** The window in which a yes counts. */
export interface NamingWindow {
  /** On the wall clock of the year's calendar. */
  readonly milliseconds: number;
  /** The calendar on which its school days are counted. */
  readonly calendar: SchoolCalendar;
}

export interface NamingQuestion {
  /** Milliseconds; a yes that comes then or later does not count. */
  readonly answerBy: number;
  /** What the school reads. */
  readonly about: string;
}

/** The question as asked at an instant. */
export function namingQuestion({ milliseconds, calendar }: NamingWindow, now: number): NamingQuestion {
  const answerBy = afterSchoolTime(calendar, now, milliseconds);
  const days = Math.round(milliseconds / calendar.dayMilliseconds);
  const lastDay = dateInWords(dateAt(calendar, answerBy - 1));
  return {
    answerBy,
    about: `May we name your school as an example in reports of similar schools? If you do not answer by ${lastDay} (${days} school days), we will not name it.`,
  };
}
