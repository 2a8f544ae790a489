import { type AcademicYear, firstCalendarYear } from '../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { type Curve } from './curves.js';

const dayMilliseconds = 86_400_000;

/** Terms of an invented year, in days after the first Monday of September, both ends included; 196 school days less the inset days below. */
const terms: readonly (readonly [first: number, last: number])[] = [
  [1, 53],
  [63, 109],
  [126, 165],
  [175, 214],
  [232, 263],
  [273, 322],
];

const firstMonday = (year: AcademicYear): number => {
  const first = Date.parse(`${firstCalendarYear(year)}-09-01T00:00:00Z`);
  const weekday = new Date(first).getUTCDay();
  return first + ((8 - weekday) % 7) * dayMilliseconds;
};

const isWeekday = (day: number): boolean => day % 7 < 5;

function schoolDaysUpTo(lastDay: number): number {
  let days = 0;
  for (const [first, last] of terms)
    for (let day = first; day <= Math.min(last, lastDay); day += 1) if (isWeekday(day)) days += 1;
  return days;
}

export interface Snapshot {
  /** `yyyy-mm-dd`, a Thursday. */
  readonly date: string;
  /** Share of the year's sessions that had passed when the snapshot's data end. */
  readonly share: number;
  /** School days that had passed. */
  readonly schoolDays: number;
}

/** Releases are fortnightly from the end of September, with a week more over Christmas, and show data to the Friday but one before. */
const releases = 23;
const firstRelease = 24;
const daysBehind = 13;
const lastAutumnRelease = 6;

export function snapshotsOf(year: AcademicYear): Snapshot[] {
  const start = firstMonday(year);
  const whole = schoolDaysUpTo(Number.POSITIVE_INFINITY);
  return Array.from({ length: releases }, (_, position) => {
    const day = firstRelease + 14 * position + (position > lastAutumnRelease ? 7 : 0);
    const schoolDays = schoolDaysUpTo(day - daysBehind);
    const date = new Date(start + day * dayMilliseconds).toISOString().slice(0, 10);
    return {
      date,
      share: position === releases - 1 ? 1 : schoolDays / whole,
      schoolDays: position === releases - 1 ? whole : schoolDays,
    };
  });
}

/**
 * Year-to-date absence over that of the whole year, by share of sessions passed. Source: national year-to-date attendance at release,
 * 2023/24 and 2024/25, mid September to July.
 */
export const yearToDateOverYear: Readonly<Record<AbsencePhase, Curve>> = {
  primary: [
    [0, 0.68],
    [0.026, 0.72],
    [0.135, 0.83],
    [0.263, 0.9],
    [0.37, 0.975],
    [0.504, 0.99],
    [0.691, 0.99],
    [0.786, 0.975],
    [1, 1],
  ],
  secondary: [
    [0, 0.6],
    [0.026, 0.67],
    [0.135, 0.835],
    [0.263, 0.87],
    [0.37, 0.927],
    [0.504, 0.95],
    [0.691, 0.965],
    [0.786, 0.967],
    [1, 1],
  ],
  special: [
    [0, 0.7],
    [0.026, 0.776],
    [0.135, 0.91],
    [0.263, 0.942],
    [0.37, 0.98],
    [0.504, 0.993],
    [0.691, 0.997],
    [0.786, 0.993],
    [1, 1],
  ],
};

/** Share of absence that is illness, by share of sessions passed; shape of the national releases 2023/24 and 2024/25. */
export const illnessOfAbsence: Readonly<Record<AbsencePhase, Curve>> = {
  primary: [
    [0, 0.42],
    [0.135, 0.53],
    [0.37, 0.595],
    [0.6, 0.6],
    [1, 0.55],
  ],
  secondary: [
    [0, 0.36],
    [0.135, 0.465],
    [0.37, 0.468],
    [0.7, 0.46],
    [1, 0.425],
  ],
  special: [
    [0, 0.31],
    [0.135, 0.4],
    [0.37, 0.434],
    [0.6, 0.438],
    [1, 0.405],
  ],
};

/** Persistent absence to date over that of the year: primary falls, secondary rises; source: releases January to August 2025. */
export const persistentOverYear: Readonly<Record<AbsencePhase, Curve>> = {
  primary: [
    [0.37, 1.13],
    [0.5, 1.1],
    [0.75, 1.03],
    [1, 1],
  ],
  secondary: [
    [0.37, 0.92],
    [0.5, 0.93],
    [0.75, 0.945],
    [1, 1],
  ],
  special: [
    [0.37, 0.99],
    [1, 1],
  ],
};
