import { type Refusal } from '../../contracts/command.js';
import { type MonthReported } from '../../contracts/school-year/facts.js';
import { type PauseForShock, type ResumeMonitoring, type RevokeShock } from '../../contracts/school-year/monitoring.js';
import { shockRefusal, type ShockExemption } from '../monitoring/exemption.js';
import { acceptMonth } from '../monitoring/month-figures.js';
import { daysBetween, instantOf } from '../shared/school-calendar.js';
import { moved, quietly, unchanged, type Change, type Occasion, type Transition } from './change.js';
import { firstOf, isDateText, refuse, textMissing } from './checks.js';
import { missingMonths, monitoringDeadlines, without } from './deadlines.js';
import { rejudge } from './judging.js';
import { type SchoolYearState } from './state.js';

/** Keeps the month's figures and judges again; a month that changes nothing a person would see gets no version of its own. */
export function monthReported(occasion: Occasion, state: SchoolYearState, fact: MonthReported): Transition {
  if (state.stage === 'closed') return unchanged(state);
  const { kind, ...figures } = fact;
  const { months, change } = acceptMonth(state.months, figures);
  if (change === 'duplicate' || change === 'older') return unchanged(state);
  const held = { ...state, months };
  if (state.suspension) return quietly(held, {});
  const again = rejudge(occasion, held, { mayReverse: true });
  if (!again.isVisible) return quietly(held, again.set);
  const because = change === 'restated' ? `The restated figures for ${fact.month} change the judgement.` : '';
  return moved(
    occasion,
    held,
    { kind },
    {
      set: again.set,
      note: [because, again.note].filter(Boolean).join(' '),
      notices: again.notices,
      effects: again.effects,
    },
  );
}

/** Days are set aside at once; the judgement follows. Source: domain dossier 6.2. */
export function pauseForShock(occasion: Occasion, state: SchoolYearState, decision: PauseForShock): Change {
  const { shockKind, from, to, evidence } = decision.body;
  const shock: ShockExemption = {
    id: decision.commandId,
    kind: shockKind,
    from,
    to,
    evidence,
    openedBy: decision.actor.id,
    openedAtMilliseconds: occasion.now,
    isRevoked: false,
  };
  const change = shocksChanged(
    occasion,
    state,
    [...state.shocks, shock],
    `Days are set aside for a local shock: ${shockKind}.`,
  );
  const days = daysBetween(from, to) + 1;
  return isSupported(state)
    ? { ...change, effects: [{ do: 'tellSupport', news: { kind: 'shockOpened', days } }] }
    : change;
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

/** Asks for the returns that are due and missing, and from then on judges without them. */
export function monthsMissing(occasion: Occasion, state: SchoolYearState): Change {
  const { calendar } = occasion.year;
  const reached = calendar.chaseOn.filter((date) => instantOf(calendar, date) <= occasion.now).at(-1);
  const missing = reached === undefined ? [] : missingMonths(occasion.year, state, reached);
  const held = {
    ...state,
    acceptedGaps: [...state.acceptedGaps, ...missing],
    deadlines: without(state.deadlines, 'months-missing'),
  };
  const again = rejudge(occasion, held);
  return {
    set: { acceptedGaps: held.acceptedGaps, deadlines: monitoringDeadlines(occasion.year, held), ...again.set },
    note: `Returns are missing for ${missing.join(', ')}; they are asked for. ${again.note}`.trim(),
    notices: [{ to: 'responsible-body', about: 'Monthly returns are missing.' }, ...again.notices],
  };
}

export function shockUnfit({ year }: Occasion, decision: PauseForShock): Refusal | undefined {
  const { from, to, evidence, shockKind } = decision.body;
  const evidenceMissing = textMissing(evidence, 'Evidence from beyond the school');
  if (evidenceMissing) return evidenceMissing;
  if (!isDateText(from) || !isDateText(to))
    return refuse('ShockDatesUnfit', 'Write the first and the last day as yyyy-mm-dd.');
  if (typeof shockKind !== 'string') return refuse('ShockDatesUnfit', 'Say what kind of shock it is.');
  const reason = shockRefusal({ kind: shockKind, from, to }, year.calendar, year.monitoringPolicy);
  return reason === undefined ? undefined : refuse('ShockDatesUnfit', reason);
}

export function resumeUnfit(state: SchoolYearState, decision: ResumeMonitoring): Refusal | undefined {
  const shock = openShock(state, decision.body.shockId);
  if (!shock) return refuse('UnknownShock', 'No open shock has this id.');
  const { endedOn } = decision.body;
  const isWithin = isDateText(endedOn) && endedOn >= shock.from && endedOn <= shock.to;
  return isWithin ? undefined : refuse('ShockDatesUnfit', 'The last day set aside must lie within the shock.');
}

export const revokeUnfit = (state: SchoolYearState, decision: RevokeShock): Refusal | undefined =>
  firstOf(
    openShock(state, decision.body.shockId) ? undefined : refuse('UnknownShock', 'No shock that holds has this id.'),
    textMissing(decision.body.reason, 'A reason for revoking the shock'),
  );

const openShock = (state: SchoolYearState, id: string): ShockExemption | undefined =>
  state.shocks.find((shock) => shock.id === id && !shock.isRevoked);

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
  };
}

/** Monitoring is paused until the last open shock is over. */
function shockDeadline(
  { year, now }: Occasion,
  state: SchoolYearState,
  shocks: readonly ShockExemption[],
): SchoolYearState['deadlines'] {
  const ends = shocks
    .filter((shock) => !shock.isRevoked && shock.endedOn === undefined)
    .map((shock) => instantOf(year.calendar, shock.to) + year.calendar.dayMilliseconds)
    .filter((end) => end > now);
  const kept = without(state.deadlines, 'shock-end');
  return ends.length === 0 ? kept : { ...kept, 'shock-end': Math.max(...ends) };
}
