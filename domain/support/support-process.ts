import { type Receipt } from '../process/command.js';
import { type DaysSetAsideChanged, type SupportDecision, type SupportMessage } from './messages.js';
import { type Cause } from '../process/transition-record.js';
import { senderOf } from '../process/checks.js';
import { haveSameDays } from '../shared/date-windows.js';
import { dateInWords } from '../shared/dates.js';
import { dateAt } from '../shared/school-calendar.js';
import {
  beginMilestones,
  isComplete,
  moveDueDates,
  nextDueOn,
  openMilestones,
  recordMilestone,
  type MilestoneHistory,
} from './milestones.js';
import { deadlinePassed } from './overdue.js';
import { isPlaceNews, placeNews } from './place-news.js';
import {
  entryOf,
  hasSeen,
  moved,
  type SupportEffect,
  type SupportOccasion,
  type SupportState,
  type SupportTransition,
} from './support-state.js';
import { type SupportOutcome } from './support-view.js';

/** The support as it begins: the toolkit needs nobody else, the other pathways need a place at a hub. */
export function beginSupport(occasion: SupportOccasion): SupportTransition {
  const { input, now } = occasion;
  const isToolkit = input.pathway === 'toolkit';
  const state: SupportState = {
    version: input.afterVersion ?? 0,
    stage: isToolkit ? 'in-progress' : 'seeking-place',
    milestones: {
      ...beginMilestones(input.pathway, dateAt(input.calendar, now), input.calendar),
      ...(input.daysSetAside && { daysSetAside: input.daysSetAside }),
    },
    why: [],
    ...(!isToolkit && { soughtAtMilliseconds: now }),
    log: [],
  };
  return moved(
    occasion,
    state,
    { kind: 'supportBegun' },
    {
      set: {},
      note: isToolkit ? 'The toolkit is offered.' : 'A place at a hub is sought.',
      effects: isToolkit ? [] : [{ do: 'seekPlace' }],
    },
  );
}

export const supportReceipt = ({ version, stage }: SupportState): Receipt => ({ version, stage });

/** The only place where a support changes. */
export function supportTransition(
  occasion: SupportOccasion,
  state: SupportState,
  message: SupportMessage,
): SupportTransition {
  if (isPlaceNews(message)) return placeNews(occasion, state, message);
  if (state.stage === 'ended') return { state, effects: [] };
  switch (message.kind) {
    case 'shockOpened':
      return moved(
        occasion,
        state,
        { kind: message.kind },
        {
          set: { milestones: moveDueDates(state.milestones, message.days) },
          note: `A local shock moves what is due by ${message.days} days.`,
        },
      );
    case 'daysSetAsideChanged':
      return setAside(occasion, state, message);
    case 'referralWithdrawn':
      return ended(
        occasion,
        state,
        { kind: message.kind },
        {
          outcome: 'withdrawn',
          note: 'The figures on which support was offered have changed; the offer is withdrawn.',
        },
      );
    case 'schoolClosed':
      return ended(
        occasion,
        state,
        { kind: message.kind },
        { outcome: 'ended-early', note: 'The school is no more; its place is free.' },
      );
    case 'yearEnded':
      return ended(
        occasion,
        state,
        { kind: message.kind },
        { outcome: outcomeAtYearEnd(state), note: 'The school year is over.' },
      );
    case 'deadlinePassed':
      return deadlinePassed(occasion, state);
    case 'recordMilestone':
    case 'endSupport':
      return hasSeen(state, message.commandId) ? { state, effects: [] } : decided(occasion, state, message);
  }
}

/** A change that moves nothing that is due is kept without a version; it may move what falls due once there is a place. */
function setAside(
  occasion: SupportOccasion,
  state: SupportState,
  { kind, windows }: DaysSetAsideChanged,
): SupportTransition {
  if (haveSameDays(windows, state.milestones.daysSetAside ?? [])) return { state, effects: [] };
  const milestones = { ...state.milestones, daysSetAside: windows };
  const due = nextDueOn(milestones);
  if (state.stage !== 'in-progress' || due === undefined || areDueAlike(milestones, state.milestones))
    return { state: { ...state, milestones }, effects: [] };
  return moved(
    occasion,
    state,
    { kind },
    {
      set: { milestones },
      note: `The days set aside have changed, and what is due moves with them; the next step is due on ${dateInWords(due)}.`,
    },
  );
}

const areDueAlike = (some: MilestoneHistory, others: MilestoneHistory): boolean =>
  dueDates(some).join() === dueDates(others).join();

const dueDates = (history: MilestoneHistory): readonly string[] => openMilestones(history).map(({ dueOn }) => dueOn);

/** Writes down that a signalled decision was not taken. */
export const supportNotApplied = (
  occasion: SupportOccasion,
  state: SupportState,
  decision: SupportDecision,
  why: string,
): SupportTransition =>
  moved(
    occasion,
    state,
    { kind: decision.kind, ...senderOf(decision) },
    { set: {}, note: `Not applied, because: ${why}`, isAccepted: false },
  );

const causeOf = ({ kind, actor, commandId }: SupportDecision): Cause => ({ kind, actor, commandId });

function decided(occasion: SupportOccasion, state: SupportState, decision: SupportDecision): SupportTransition {
  if (decision.kind === 'endSupport')
    return ended(occasion, state, causeOf(decision), { outcome: 'ended-early', note: decision.body.reason });
  const today = dateAt(occasion.input.calendar, occasion.now);
  const milestones = recordMilestone(state.milestones, entryOf(decision), today);
  if ('refused' in milestones) return supportNotApplied(occasion, state, decision, milestones.refused);
  const held = { ...state, milestones };
  const { milestone, isRepeat } = decision.body;
  const note = isRepeat ? `Gone back to, and reached anew: ${milestone}.` : `Milestone reached: ${milestone}.`;
  return isComplete(milestones)
    ? ended(occasion, held, causeOf(decision), { outcome: 'completed', note })
    : moved(occasion, held, causeOf(decision), { set: {}, note });
}

function ended(
  occasion: SupportOccasion,
  state: SupportState,
  cause: Cause,
  { outcome, note }: { readonly outcome: SupportOutcome; readonly note: string },
): SupportTransition {
  const release: readonly SupportEffect[] =
    state.hubId === undefined ? [] : [{ do: 'releasePlace', hubId: state.hubId }];
  return moved(occasion, state, cause, {
    set: { stage: 'ended', outcome },
    note,
    ...(outcome === 'withdrawn' && state.hubId !== undefined && { notices: [hubToldOfWithdrawal] }),
    effects: [...release, { do: 'tellSchoolYear', outcome, version: state.version + 1 }],
  });
}

const hubToldOfWithdrawal = {
  to: 'hub-managers',
  about: 'The offer of support to a school has been withdrawn; its place is free.',
} as const;

/** Milestones and days used go with the school into the next year, also where its hub closed; a school that never had a place was not placed. */
const outcomeAtYearEnd = (state: SupportState): SupportOutcome =>
  state.stage === 'in-progress' || state.placeLostOn !== undefined ? 'carried-forward' : 'not-placed';
