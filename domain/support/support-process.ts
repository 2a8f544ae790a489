import { type Receipt } from '../../contracts/command.js';
import {
  type HubAsked,
  type PlaceDeferred,
  type PlaceGiven,
  type SupportDecision,
  type SupportMessage,
} from '../../contracts/support/messages.js';
import { type Cause } from '../../contracts/transition-record.js';
import { dateAt, instantOf } from '../shared/school-calendar.js';
import { beginMilestones, isComplete, moveDueDates, nextDueOn, overdue, recordMilestone } from './milestones.js';
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
    version: 0,
    stage: isToolkit ? 'in-progress' : 'seeking-place',
    milestones: beginMilestones(input.pathway, dateAt(input.calendar, now), input.calendar),
    why: [],
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

/** When the next open step falls due; undefined when nothing is open or its reminder has gone out. */
export function supportDeadline(
  { input }: SupportOccasion,
  state: SupportState,
): { readonly name: string; readonly atMilliseconds: number } | undefined {
  const dueOn = nextDueOn(state.milestones);
  if (state.stage !== 'in-progress' || dueOn === undefined || dueOn === state.remindedOf) return undefined;
  return { name: 'milestone', atMilliseconds: instantOf(input.calendar, dueOn) + input.calendar.dayMilliseconds };
}

export const supportReceipt = ({ version, stage }: SupportState): Receipt => ({ version, stage });

/** The only place where a support changes. */
export function supportTransition(
  occasion: SupportOccasion,
  state: SupportState,
  message: SupportMessage,
): SupportTransition {
  if (state.stage === 'ended') return { state, effects: [] };
  switch (message.kind) {
    case 'hubAsked':
    case 'placeGiven':
    case 'placeDeferred':
      return placeNews(occasion, state, message);
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

/** What a hub says. The answer may come before the news that it was asked, so neither undoes the other. */
function placeNews(
  occasion: SupportOccasion,
  state: SupportState,
  news: HubAsked | PlaceGiven | PlaceDeferred,
): SupportTransition {
  switch (news.kind) {
    case 'hubAsked':
      return moved(
        occasion,
        state,
        { kind: news.kind },
        {
          set: { hubId: news.hubId, why: state.stage === 'waiting' ? state.why : news.why },
          note: news.why.join(' '),
        },
      );
    case 'placeGiven':
      return moved(
        occasion,
        state,
        { kind: news.kind },
        {
          set: { stage: 'in-progress', hubId: news.hubId, waitingReason: undefined },
          note: `A place is given by hub ${news.hubId}.`,
          notices: [{ to: 'school', about: 'Your school has a place at a hub.' }],
        },
      );
    case 'placeDeferred':
      return moved(
        occasion,
        state,
        { kind: news.kind, reason: news.reasonCode },
        {
          set: { stage: 'waiting', hubId: news.hubId, waitingReason: news.reasonCode, why: news.why },
          note: news.why.join(' '),
          notices: [{ to: 'school', about: 'Your school waits for a place at a hub, with the reason.' }],
        },
      );
  }
}

/** Writes down that a signalled decision was not taken. */
export const supportNotApplied = (
  occasion: SupportOccasion,
  state: SupportState,
  decision: SupportDecision,
  why: string,
): SupportTransition =>
  moved(occasion, state, causeOf(decision), { set: {}, note: `Not applied, because: ${why}`, isAccepted: false });

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
    effects: [...release, { do: 'tellSchoolYear', outcome }],
  });
}

/** Milestones and days used go with the school into the next year; a school without a place keeps its turn. */
const outcomeAtYearEnd = (state: SupportState): SupportOutcome =>
  state.stage === 'in-progress' ? 'carried-forward' : 'not-placed';

function reminded(occasion: SupportOccasion, state: SupportState): SupportTransition {
  const late = overdue(state.milestones, dateAt(occasion.input.calendar, occasion.now));
  const dueOn = nextDueOn(state.milestones);
  if (late.length === 0 || dueOn === undefined) return { state, effects: [] };
  return moved(
    occasion,
    state,
    { kind: 'deadlinePassed', reason: 'milestone' },
    {
      set: { remindedOf: dueOn },
      note: `Overdue: ${late.map(({ milestone }) => milestone).join(', ')}.`,
      notices: [{ to: 'hub-managers', about: 'A milestone of a supported school is overdue.' }],
    },
  );
}
