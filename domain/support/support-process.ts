import { type Receipt } from '../../contracts/command.js';
import { type SupportDecision, type SupportMessage } from '../../contracts/support/messages.js';
import { type Cause } from '../../contracts/transition-record.js';
import { senderOf } from '../school-year/checks.js';
import { dateAt, instantOf } from '../shared/school-calendar.js';
import { beginMilestones, isComplete, moveDueDates, openMilestones, overdue, recordMilestone } from './milestones.js';
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
    milestones: beginMilestones(input.pathway, dateAt(input.calendar, now), input.calendar),
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

/** When the next open step that nobody was reminded of falls due; undefined when there is none. */
export function supportDeadline(
  { input }: SupportOccasion,
  state: SupportState,
): { readonly name: string; readonly atMilliseconds: number } | undefined {
  const dueOn = openMilestones(state.milestones)
    .map((step) => step.dueOn)
    .filter((date) => state.remindedOf === undefined || date > state.remindedOf)
    .sort()
    .at(0);
  if (state.stage !== 'in-progress' || dueOn === undefined) return undefined;
  return { name: 'milestone', atMilliseconds: instantOf(input.calendar, dueOn) + input.calendar.dayMilliseconds };
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
    case 'yearEnded':
      return ended(
        occasion,
        state,
        { kind: message.kind },
        { outcome: outcomeAtYearEnd(state), note: 'The school year is over.' },
      );
    case 'deadlinePassed':
      return reminded(occasion, state);
    case 'recordMilestone':
    case 'endSupport':
      return hasSeen(state, message.commandId) ? { state, effects: [] } : decided(occasion, state, message);
  }
}

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
  const milestones = recordMilestone(state.milestones, entryOf(decision));
  if ('refused' in milestones) return supportNotApplied(occasion, state, decision, milestones.refused);
  const held = { ...state, milestones };
  const note = `Milestone reached: ${decision.body.milestone}.`;
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

/** Once for each due date that passes; what fell due before and is still open is named again beside it. */
function reminded(occasion: SupportOccasion, state: SupportState): SupportTransition {
  const late = overdue(state.milestones, dateAt(occasion.input.calendar, occasion.now));
  const newest = late
    .map(({ dueOn }) => dueOn)
    .sort()
    .at(-1);
  const isNews = newest !== undefined && (state.remindedOf === undefined || newest > state.remindedOf);
  if (state.stage !== 'in-progress' || !isNews) return { state, effects: [] };
  return moved(
    occasion,
    state,
    { kind: 'deadlinePassed', reason: 'milestone' },
    {
      set: { remindedOf: newest },
      note: `Overdue: ${late.map(({ milestone }) => milestone).join(', ')}.`,
      notices: [{ to: 'hub-managers', about: 'A milestone of a supported school is overdue.' }],
    },
  );
}
