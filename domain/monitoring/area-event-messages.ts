import { type AreaEvent } from './area-shock.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { type SchoolCalendar } from '../shared/school-calendar.js';
import { type Actor } from '../process/actor.js';

/** The decision that is signalled to every school that the event covers. */
export type AreaDecision =
  | { readonly kind: 'open' }
  | { readonly kind: 'end'; readonly endedOn: string }
  | { readonly kind: 'revoke'; readonly reason: string };

/** Input of the `areaEvent` workflow: one decision about one event, for many schools. */
export interface AreaEventInput {
  readonly academicYear: AcademicYear;
  readonly calendar: SchoolCalendar;
  readonly event: AreaEvent;
  readonly decision: AreaDecision;
  readonly actor: Actor;
}

export interface AreaEventProgress {
  readonly stage: 'signalling' | 'done';
  /** Schools that were signalled; each applies its own rules and logs the result. */
  readonly signalled: number;
}
