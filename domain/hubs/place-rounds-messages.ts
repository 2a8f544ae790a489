import { type AcademicYear } from '../shared/academic-year.js';
import { type SchoolCalendar } from '../shared/school-calendar.js';

/** Input of the `placeRounds` workflow: the rounds of one year, each of which places all waiting schools at once. */
export interface PlaceRoundsInput {
  readonly academicYear: AcademicYear;
  readonly calendar: SchoolCalendar;
  /** A round begins once no request has come for this long, so that schools that ask together are placed together. */
  readonly quietMilliseconds: number;
  /** Days of the calendar after which schools that are still waiting get another round. */
  readonly lookAgainDays: number;
  /** The progress of the run that this one continues. */
  readonly held?: PlaceRoundsProgress;
}

export interface PlaceRoundsProgress {
  /** The date that hubs are matched on, `yyyy-mm-dd`: the latest month's end that a referral rests on (docs/adr/0014). */
  readonly on: string;
  readonly rounds: number;
  /** Of the newest round. */
  readonly placed: number;
  readonly waiting: number;
}

/** A school has begun to look for a place. `on`, `yyyy-mm-dd`: the end of the month that its referral rests on. */
export interface PlaceRequested {
  readonly kind: 'placeRequested';
  readonly on: string;
}

/** A hub has more free places than before. */
export interface PlacesFreed {
  readonly kind: 'placesFreed';
}

export interface RoundsYearEnded {
  readonly kind: 'yearEnded';
}

export type PlaceRoundsFact = PlaceRequested | PlacesFreed | RoundsYearEnded;
export const placeRoundsFactKinds = [
  'placeRequested',
  'placesFreed',
  'yearEnded',
] as const satisfies readonly PlaceRoundsFact['kind'][];
