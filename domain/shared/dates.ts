/** A stretch of dates, `yyyy-mm-dd`, ends included. */
export interface DateWindow {
  readonly from: string;
  readonly to: string;
}

const DAY = 86_400_000;
const milliseconds = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** The date `days` later, or earlier when negative. */
export const addDays = (date: string, days: number): string =>
  new Date(milliseconds(date) + days * DAY).toISOString().slice(0, 10);

/** 0 is Sunday. */
const weekdayOf = (date: string): number => new Date(milliseconds(date)).getUTCDay();

export const isWeekend = (date: string): boolean => [0, 6].includes(weekdayOf(date));

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const monthNames = [
  ...(['January', 'February', 'March', 'April', 'May', 'June'] as const),
  ...(['July', 'August', 'September', 'October', 'November', 'December'] as const),
];

/** The name of a month, `yyyy-mm`. */
export const monthName = (month: string): string => monthNames[Number(month.slice(5, 7)) - 1] ?? '';

/** A date for people: "Friday 26 September 2025". Written out here, because what the platform knows of locales is not the same everywhere. */
export function dateInWords(date: string): string {
  const [year = '', , day = ''] = date.split('-');
  return `${weekdays[weekdayOf(date)] ?? ''} ${Number(day)} ${monthName(date)} ${year}`;
}
