import { type CalendarMonth } from '../../domain/shared/school-calendar.js';
import { randomStream } from '../england/random.js';
import { type PhasePath } from './season-file.js';

/** A school's played year: where its absence starts from and where it goes. Rates in per cent of possible sessions. */
export interface PlayedSchool {
  readonly urn: string;
  readonly phase: 'primary' | 'secondary' | 'special';
  readonly enrolments: number;
  readonly yearAbsencePercent: number;
}

/** One row of a monthly return. */
export interface ReturnRow {
  readonly urn: string;
  readonly month: string;
  readonly possibleSessions: number;
  readonly authorisedAbsenceSessions: number;
  readonly unauthorisedAbsenceSessions: number;
  readonly enrolments: number;
  readonly persistentlyAbsentEnrolments: number;
  readonly severelyAbsentEnrolments: number;
}

/** Absence in a month beyond the school's season, as a factor, such as 1.4 in an outbreak. */
export type Disturbance = (month: string) => number;

/** A school's year: the season of its phase, its disturbances, and the seed of its noise. */
export interface Course {
  readonly path: PhasePath;
  readonly disturbance: Disturbance;
  readonly seed: number;
}

/** Shares of absences without authorisation; source: pupil attendance releases, 2023/24. */
const unauthorisedShare = { primary: 0.28, secondary: 0.4, special: 0.3 } as const;

/**
 * A school's return for a month: its own yearly rate on the season of its phase, with noise that shrinks with size.
 * The draw is named by school and month, so that a return made again is the same.
 */
export function returnRow(school: PlayedSchool, month: CalendarMonth, { path, disturbance, seed }: Course): ReturnRow {
  const { urn, phase, enrolments, yearAbsencePercent } = school;
  const noise = randomStream(seed, urn, month.month).normal() * (0.15 + 4 / Math.sqrt(enrolments));
  const rate = clamp(yearAbsencePercent * path(month.month) * disturbance(month.month) + noise, 0.4, 60) / 100;
  const possibleSessions = enrolments * month.plannedSessions;
  const absences = Math.round(possibleSessions * rate);
  const unauthorised = Math.round(absences * unauthorisedShare[phase]);
  const persistent = Math.round(enrolments * clamp(0.0324 * yearAbsencePercent - 0.032, 0.01, 0.9));
  return {
    urn,
    month: month.month,
    possibleSessions,
    authorisedAbsenceSessions: absences - unauthorised,
    unauthorisedAbsenceSessions: unauthorised,
    enrolments,
    persistentlyAbsentEnrolments: persistent,
    severelyAbsentEnrolments: Math.round(persistent * 0.1),
  };
}

const columns = [
  'urn',
  'month',
  'possible_sessions',
  'authorised_absence_sessions',
  'unauthorised_absence_sessions',
  'enrolments',
  'persistently_absent_enrolments',
  'severely_absent_enrolments',
  'as_of',
];

/** The documented monthly return, as of a date `yyyy-mm-dd`. */
export function returnFile(rows: readonly ReturnRow[], asOf: string): string {
  const lines = rows.map((row) => [...(Object.values(row) as (string | number)[]), asOf].join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
