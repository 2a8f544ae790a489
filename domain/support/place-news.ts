import { type HubAsked, type HubClosed, type PlaceDeferred, type PlaceGiven, type SupportMessage } from './messages.js';
import { type Cause } from '../process/transition-record.js';
import { addDays } from '../shared/dates.js';
import { dateAt, daysBetween } from '../shared/school-calendar.js';
import { beginMilestones, moveDueDates, type MilestoneHistory } from './milestones.js';
import {
  moved,
  type SupportEffect,
  type SupportOccasion,
  type SupportState,
  type SupportTransition,
} from './support-state.js';

/** What comes of asking for a place: which hub was asked, and what a hub answers. */
export type PlaceNews = HubAsked | PlaceGiven | PlaceDeferred | HubClosed;

export const isPlaceNews = (message: SupportMessage): message is PlaceNews => kinds.includes(message.kind);

const kinds: readonly string[] = [
  'hubAsked',
  'placeGiven',
  'placeDeferred',
  'hubClosed',
] satisfies readonly PlaceNews['kind'][];

/**
 * A hub's answer may come before the news that it was asked, and an asking that was tried again may have reached two hubs. So neither
 * news undoes the other, a school holds one place, and what it does not need is given back, also after its support has ended.
 */
export function placeNews(occasion: SupportOccasion, state: SupportState, news: PlaceNews): SupportTransition {
  if (state.stage === 'ended') return { state, effects: news.kind === 'hubClosed' ? [] : release(news.hubId) };
  switch (news.kind) {
    case 'hubAsked':
      return hubAsked(occasion, state, news);
    case 'placeGiven':
      return placeGiven(occasion, state, news);
    case 'placeDeferred':
      return placeDeferred(occasion, state, news);
    case 'hubClosed':
      return hubClosed(occasion, state, news);
  }
}

function hubAsked(occasion: SupportOccasion, state: SupportState, { kind, hubId, why }: HubAsked): SupportTransition {
  if (state.stage === 'in-progress' && state.hubId !== hubId) return notNeeded(occasion, state, { kind }, hubId);
  const isAnswered = state.hubId === hubId;
  return moved(
    occasion,
    state,
    { kind },
    {
      set: { hubId, why, ...(!isAnswered && { stage: 'seeking-place', ...waitingNoMore }) },
      note: why.join(' '),
      effects: isAnswered ? [] : release(state.hubId),
    },
  );
}

/**
 * The plan begins with the place: a school that waited is not late with what it could not yet do. One whose hub closed keeps what it has
 * reached, and the rest is due later by as many days as it was without a hub.
 */
function planFromNow({ input, now }: SupportOccasion, { milestones, placeLostOn }: SupportState): MilestoneHistory {
  const today = dateAt(input.calendar, now);
  const { daysSetAside, withoutHub = [] } = milestones;
  if (placeLostOn === undefined)
    return { ...beginMilestones(input.pathway, today, input.calendar), ...(daysSetAside && { daysSetAside }) };
  return daysSetAside
    ? { ...milestones, withoutHub: [...withoutHub, { from: placeLostOn, to: addDays(today, -1) }] }
    : moveDueDates(milestones, Math.max(0, daysBetween(placeLostOn, today)));
}

/** A hub lead may close in mid-year; its partners move with their milestones. */
function hubClosed(occasion: SupportOccasion, state: SupportState, { kind, hubId }: HubClosed): SupportTransition {
  if (state.hubId !== hubId) return { state, effects: [] };
  const hadPlace = state.stage === 'in-progress';
  return moved(
    occasion,
    state,
    { kind },
    {
      set: {
        stage: 'seeking-place',
        hubId: undefined,
        why: [],
        ...waitingNoMore,
        ...(hadPlace && {
          soughtAtMilliseconds: occasion.now,
          placeLostOn: dateAt(occasion.input.calendar, occasion.now),
        }),
      },
      note: `Hub ${hubId} has closed; another place is sought, and what was reached is kept.`,
      notices: [
        {
          to: 'school',
          about: 'The hub that your school was with has closed; another is sought, and what you have reached is kept.',
        },
        { to: 'hub-managers', about: 'A hub has closed; a school that it supported looks for another place.' },
      ],
      effects: [{ do: 'seekPlace' }],
    },
  );
}

function placeGiven(
  occasion: SupportOccasion,
  state: SupportState,
  { kind, hubId, why }: PlaceGiven,
): SupportTransition {
  if (state.stage === 'in-progress') {
    return state.hubId === hubId ? { state, effects: [] } : notNeeded(occasion, state, { kind }, hubId);
  }
  const isAsked = state.hubId === hubId;
  return moved(
    occasion,
    state,
    { kind },
    {
      set: {
        stage: 'in-progress',
        hubId,
        milestones: planFromNow(occasion, state),
        placeLostOn: undefined,
        ...(!isAsked && { why: why ?? [] }),
        ...waitingNoMore,
      },
      note: `A place is given by hub ${hubId}.`,
      notices: [{ to: 'school', about: 'Your school has a place at a hub.' }],
      effects: isAsked ? [] : release(state.hubId),
    },
  );
}

function placeDeferred(occasion: SupportOccasion, state: SupportState, news: PlaceDeferred): SupportTransition {
  const { kind, hubId, reasonCode, why } = news;
  if (state.stage === 'in-progress') return { state, effects: [] };
  if (hubId !== undefined && state.hubId !== undefined && hubId !== state.hubId)
    return notNeeded(occasion, state, { kind }, hubId);
  return moved(
    occasion,
    state,
    { kind, reason: reasonCode },
    {
      set: { stage: 'waiting', hubId, waitingReason: reasonCode, waitingWhy: why },
      note: why.join(' '),
      notices: [{ to: 'school', about: 'Your school waits for a place at a hub, with the reason.' }],
    },
  );
}

const notNeeded = (occasion: SupportOccasion, state: SupportState, cause: Cause, hubId: string): SupportTransition =>
  moved(occasion, state, cause, {
    set: {},
    note: `Hub ${hubId} was asked as well; its place is given back.`,
    effects: release(hubId),
  });

const waitingNoMore = { waitingReason: undefined, waitingWhy: undefined } as const;

const release = (hubId: string | undefined): readonly SupportEffect[] =>
  hubId === undefined ? [] : [{ do: 'releasePlace', hubId }];
