import { type Refusal } from '../process/command.js';
import { evadesCap, windowsOf, type ShockExemption, type ShockKind } from '../monitoring/exemption.js';
import { haveSameDays } from '../shared/date-windows.js';
import { instantOf } from '../shared/school-calendar.js';
import { type Change, type Occasion } from './change.js';
import { isDateText, refuse } from '../process/checks.js';
import { without } from './deadlines.js';
import { type SignalSupportEffect } from './effects.js';
import { rejudge } from './judging.js';
import { type SchoolYearState } from './state.js';

/** Dated days of a local shock. Dates are `yyyy-mm-dd`, ends included. */
export interface ShockBody {
  readonly shockKind: ShockKind;
  readonly from: string;
  readonly to: string;
  readonly evidence: string;
  readonly note?: string;
}

/** Sets aside the days of a shock, as a person has decided. */
export function openShock(
  occasion: Occasion,
  state: SchoolYearState,
  decided: Omit<ShockExemption, 'openedAtMilliseconds' | 'isRevoked'>,
): Change {
  const shock: ShockExemption = { ...decided, openedAtMilliseconds: occasion.now, isRevoked: false };
  return shocksChanged(
    occasion,
    state,
    [...state.shocks, shock],
    `Days are set aside for a local shock: ${shock.kind}.`,
  );
}

export const shockEnded = (occasion: Occasion, state: SchoolYearState): Change =>
  shocksChanged(occasion, state, state.shocks, 'The days set aside have passed; monitoring resumes.');

export function datesUnfit({ from, to, shockKind }: ShockBody): Refusal | undefined {
  if (!isDateText(from) || !isDateText(to))
    return refuse('ShockDatesUnfit', 'Give the first and last day as yyyy-mm-dd.');
  return typeof (shockKind as unknown) === 'string'
    ? undefined
    : refuse('ShockDatesUnfit', 'Say what kind of shock it is.');
}

/** Successive shocks opened by one person that together exceed the cap need another person. */
export function chainRefusal(
  { input: year }: Occasion,
  state: SchoolYearState,
  opened: Pick<ShockExemption, 'kind' | 'from' | 'to' | 'openedBy'>,
): Refusal | undefined {
  return evadesCap(opened, state.shocks, year.calendar, year.monitoringPolicy)
    ? refuse(
        'SecondPersonNeeded',
        'Together with your adjoining shock this is more than one person may set aside. Another person must open it.',
      )
    : undefined;
}

export const noOpenShock = refuse('UnknownShock', 'No open shock has this id.');

export const shockThatHolds = (state: SchoolYearState, id: string): ShockExemption | undefined =>
  state.shocks.find((shock) => shock.id === id && !shock.isRevoked);

export const lastDayOf = ({ to, extendedTo }: ShockExemption): string => extendedTo ?? to;

const isSupported = (state: SchoolYearState): boolean =>
  state.referral?.state === 'confirmed' && state.supportOutcome === undefined;

export const replaced = (
  state: SchoolYearState,
  id: string,
  fields: Partial<ShockExemption>,
): readonly ShockExemption[] => state.shocks.map((shock) => (shock.id === id ? { ...shock, ...fields } : shock));

export function shocksChanged(
  occasion: Occasion,
  state: SchoolYearState,
  shocks: readonly ShockExemption[],
  note: string,
): Change {
  const held = { ...state, shocks, deadlines: shockDeadline(occasion, state, shocks) };
  const again = rejudge(occasion, held);
  return {
    set: { shocks, deadlines: held.deadlines, ...again.set },
    note: `${note} ${again.note}`.trim(),
    notices: again.notices,
    effects: newsForSupport(state, shocks),
  };
}

/** Signals a running support that shocks have changed, unless another shock already sets the same days aside. */
function newsForSupport(state: SchoolYearState, shocks: readonly ShockExemption[]): readonly SignalSupportEffect[] {
  const windows = windowsOf(shocks);
  return !isSupported(state) || haveSameDays(windows, windowsOf(state.shocks))
    ? []
    : [{ do: 'signalSupport', news: { kind: 'daysSetAsideChanged', windows } }];
}

/** Monitoring is paused until the last open shock is over. */
function shockDeadline(
  { input: year, now }: Occasion,
  state: SchoolYearState,
  shocks: readonly ShockExemption[],
): SchoolYearState['deadlines'] {
  const ends = shocks
    .filter((shock) => !shock.isRevoked && shock.endedOn === undefined)
    .map((shock) => instantOf(year.calendar, lastDayOf(shock)) + year.calendar.dayMilliseconds)
    .filter((end) => end > now);
  const kept = without(state.deadlines, 'shock-end');
  return ends.length === 0 ? kept : { ...kept, 'shock-end': Math.max(...ends) };
}
