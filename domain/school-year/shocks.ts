import { type Refusal } from '../process/command.js';
import {
  type ExtendShock,
  type PauseForShock,
  type ResumeMonitoring,
  type RevokeShock,
} from './messages/monitoring.js';
import { evadesCap, extensionRefusal, shockRefusal, windowsOf, type ShockExemption } from '../monitoring/exemption.js';
import { eventOfShock } from '../monitoring/area-shock.js';
import { haveSameDays } from '../shared/date-windows.js';
import { instantOf } from '../shared/school-calendar.js';
import { type Change, type Occasion } from './change.js';
import { firstOf, isDateText, refuse, textMissing } from '../process/checks.js';
import { without } from './deadlines.js';
import { type TellSupportEffect } from './effects.js';
import { rejudge } from './judging.js';
import { type SchoolYearState } from './state.js';

/** Days are set aside at once; the judgement follows. Source: domain dossier 6.2. */
export function pauseForShock(occasion: Occasion, state: SchoolYearState, decision: PauseForShock): Change {
  const { shockKind, from, to, evidence } = decision.body;
  const eventId = eventOfShock(decision.commandId, state.urn);
  return openShock(occasion, state, {
    id: decision.commandId,
    kind: shockKind,
    from,
    to,
    evidence,
    openedBy: decision.actor.id,
    ...(eventId !== undefined && { eventId }),
  });
}

/** Sets the days of a shock aside that somebody has decided on. */
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

/** What one person may set aside is capped; a second one may let it go on. Source: domain dossier 6.2.4(d). */
export function extendShock(occasion: Occasion, state: SchoolYearState, decision: ExtendShock): Change {
  const { shockId, to, evidence } = decision.body;
  const extended = replaced(state, shockId, {
    extendedTo: to,
    extendedBy: decision.actor.id,
    extensionEvidence: evidence,
  });
  return shocksChanged(occasion, state, extended, 'A second person lets the local shock go on.');
}

export const resumeMonitoring = (occasion: Occasion, state: SchoolYearState, decision: ResumeMonitoring): Change =>
  shocksChanged(
    occasion,
    state,
    replaced(state, decision.body.shockId, { endedOn: decision.body.endedOn }),
    'The local shock is over.',
  );

export const revokeShock = (occasion: Occasion, state: SchoolYearState, decision: RevokeShock): Change =>
  shocksChanged(occasion, state, replaced(state, decision.body.shockId, { isRevoked: true }), decision.body.reason);

export const shockEnded = (occasion: Occasion, state: SchoolYearState): Change =>
  shocksChanged(occasion, state, state.shocks, 'The days set aside have passed; monitoring goes on.');

export function shockUnfit(occasion: Occasion, state: SchoolYearState, decision: PauseForShock): Refusal | undefined {
  const { from, to, evidence, shockKind } = decision.body;
  const unreadable = firstOf(textMissing(evidence, 'Evidence from beyond the school'), datesUnfit(decision.body));
  if (unreadable) return unreadable;
  const { calendar, monitoringPolicy } = occasion.year;
  const reason = shockRefusal({ kind: shockKind, from, to }, calendar, monitoringPolicy);
  if (reason !== undefined) return refuse('ShockDatesUnfit', reason);
  return chainRefusal(occasion, state, { kind: shockKind, from, to, openedBy: decision.actor.id });
}

export function datesUnfit({ from, to, shockKind }: PauseForShock['body']): Refusal | undefined {
  if (!isDateText(from) || !isDateText(to))
    return refuse('ShockDatesUnfit', 'Write the first and the last day as yyyy-mm-dd.');
  return typeof (shockKind as unknown) === 'string'
    ? undefined
    : refuse('ShockDatesUnfit', 'Say what kind of shock it is.');
}

/** One person's shocks that carry each other on beyond the cap need another person. */
export function chainRefusal(
  { year }: Occasion,
  state: SchoolYearState,
  opened: Pick<ShockExemption, 'kind' | 'from' | 'to' | 'openedBy'>,
): Refusal | undefined {
  return evadesCap(opened, state.shocks, year.calendar, year.monitoringPolicy)
    ? refuse(
        'SecondPersonNeeded',
        'Together with your shock beside it this is more than one person may set aside; another person must open it.',
      )
    : undefined;
}

export function extensionUnfit({ year }: Occasion, state: SchoolYearState, decision: ExtendShock): Refusal | undefined {
  const { shockId, to, evidence } = decision.body;
  const shock = shockThatHolds(state, shockId);
  if (!shock) return refuse('UnknownShock', 'No open shock has this id.');
  const evidenceMissing = textMissing(evidence, 'Evidence that the shock goes on');
  if (evidenceMissing) return evidenceMissing;
  if (shock.openedBy === decision.actor.id)
    return refuse('SecondPersonNeeded', 'The person who opened a shock cannot extend it; another must.');
  if (!isDateText(to)) return refuse('ShockDatesUnfit', 'Write the last day as yyyy-mm-dd.');
  const extension = { to, extendedBy: decision.actor.id };
  const reason = extensionRefusal(shock, extension, year.calendar, year.monitoringPolicy);
  return reason === undefined ? undefined : refuse('ShockDatesUnfit', reason);
}

export function resumeUnfit(state: SchoolYearState, decision: ResumeMonitoring): Refusal | undefined {
  const shock = shockThatHolds(state, decision.body.shockId);
  if (!shock) return refuse('UnknownShock', 'No open shock has this id.');
  const { endedOn } = decision.body;
  const isWithin = isDateText(endedOn) && endedOn >= shock.from && endedOn <= lastDayOf(shock);
  return isWithin ? undefined : refuse('ShockDatesUnfit', 'The last day set aside must lie within the shock.');
}

export const revokeUnfit = (state: SchoolYearState, decision: RevokeShock): Refusal | undefined =>
  firstOf(
    shockThatHolds(state, decision.body.shockId)
      ? undefined
      : refuse('UnknownShock', 'No shock that holds has this id.'),
    textMissing(decision.body.reason, 'A reason for revoking the shock'),
  );

const shockThatHolds = (state: SchoolYearState, id: string): ShockExemption | undefined =>
  state.shocks.find((shock) => shock.id === id && !shock.isRevoked);

const lastDayOf = ({ to, extendedTo }: ShockExemption): string => extendedTo ?? to;

const isSupported = (state: SchoolYearState): boolean =>
  state.referral?.state === 'confirmed' && state.supportOutcome === undefined;

const replaced = (state: SchoolYearState, id: string, fields: Partial<ShockExemption>): readonly ShockExemption[] =>
  state.shocks.map((shock) => (shock.id === id ? { ...shock, ...fields } : shock));

function shocksChanged(
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

/** What a running support hears of a change of shocks. Days that another shock sets aside already are no news to it. */
function newsForSupport(state: SchoolYearState, shocks: readonly ShockExemption[]): readonly TellSupportEffect[] {
  const windows = windowsOf(shocks);
  return !isSupported(state) || haveSameDays(windows, windowsOf(state.shocks))
    ? []
    : [{ do: 'tellSupport', news: { kind: 'daysSetAsideChanged', windows } }];
}

/** Monitoring is paused until the last open shock is over. */
function shockDeadline(
  { year, now }: Occasion,
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
