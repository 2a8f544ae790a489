import { type Receipt } from '../process/command.js';
import { type CloseHub, type HubDecision, type HubMessage, type PlacesAssigned } from './messages.js';
import { type Cause } from '../process/transition-record.js';
import { senderOf } from '../process/checks.js';
import {
  beginHub,
  changeCapacity,
  closed,
  fillPlaces,
  freePlaces,
  placesOf,
  releasePlace,
  requestPlace,
  takeAssigned,
  waitingReason,
  type HubChange,
  type HubState,
} from './hub.js';
import { type HubView } from './view.js';
import { type HubEffect, type HubOccasion, type HubTransition, type HubYear, hasSeen } from './year.js';

export function beginHubYear(occasion: HubOccasion): HubTransition {
  const { capacity, opensAtMilliseconds } = occasion.input;
  const state: HubYear = { version: 0, hub: beginHub(capacity, opensAtMilliseconds), isEnded: false, log: [] };
  return moved(occasion, state, { kind: 'hubBegun' }, { note: 'The hub’s year begins.' });
}

/** The opening, while it lies ahead. */
export const hubDeadline = (
  { now }: HubOccasion,
  { hub }: HubYear,
): { readonly name: string; readonly atMilliseconds: number } | undefined =>
  hub.opensAtMilliseconds > now ? { name: 'opening', atMilliseconds: hub.opensAtMilliseconds } : undefined;

export const hubReceipt = ({ version, isEnded }: HubYear): Receipt => ({
  version,
  stage: isEnded ? 'ended' : 'running',
});

export function hubView({ input, now }: HubOccasion, { hub }: HubYear): HubView {
  const taken = (pathway: 'enhanced' | 'regional'): number =>
    hub.places.filter((place) => place.pathway === pathway).length;
  return {
    hubId: input.hubId,
    enhancedPlaces: placesOf(hub.capacity, 'enhanced'),
    enhancedTaken: taken('enhanced'),
    regionalPlaces: placesOf(hub.capacity, 'regional'),
    regionalTaken: taken('regional'),
    isOpen: hub.isClosed !== true && hub.opensAtMilliseconds <= now,
  };
}

/** The only place where a hub's year changes; one message at a time, so a place is never given twice. */
export function hubTransition(occasion: HubOccasion, state: HubYear, message: HubMessage): HubTransition {
  if (state.isEnded) return { state, effects: [] };
  const { hub } = state;
  const { now } = occasion;
  switch (message.kind) {
    case 'placeRequested': {
      const { urn, pathway, needPoints } = message;
      return filled(
        occasion,
        state,
        { kind: message.kind },
        { change: requestPlace(hub, { urn, pathway, needPoints }, now), asking: urn },
      );
    }
    case 'placesAssigned':
      return assigned(occasion, state, message);
    case 'placeReleased':
      return filled(occasion, state, { kind: message.kind }, { change: releasePlace(hub, message.urn, now) });
    case 'opened':
      return filled(occasion, state, { kind: message.kind }, { change: fillPlaces(hub, now) });
    case 'yearEnded':
      return moved(occasion, { ...state, isEnded: true }, { kind: message.kind }, { note: 'The hub’s year is over.' });
    case 'closeHub':
      return hasSeen(state, message.commandId) ? { state, effects: [] } : closedEarly(occasion, state, message);
    case 'changeCapacity': {
      if (hasSeen(state, message.commandId)) return { state, effects: [] };
      const { kind, actor, commandId, body } = message;
      const { enhancedPlaces, regionalPlaces } = body;
      return filled(
        occasion,
        state,
        { kind, actor, commandId, reason: body.reason },
        { change: changeCapacity(hub, { enhancedPlaces, regionalPlaces }, now) },
      );
    }
  }
}

export const hubNotApplied = (
  occasion: HubOccasion,
  state: HubYear,
  decision: HubDecision,
  why: string,
): HubTransition =>
  moved(
    occasion,
    state,
    { kind: decision.kind, ...senderOf(decision) },
    { note: `Not applied, because: ${why}`, isAccepted: false },
  );

/** Partners move with what they have reached: each is told, and looks for a place anew. */
function closedEarly(occasion: HubOccasion, state: HubYear, { kind, actor, commandId, body }: CloseHub): HubTransition {
  const { hubId } = occasion.input;
  const leaving = [...state.hub.places, ...state.hub.waiting].map(({ urn }) => urn);
  const next = moved(
    occasion,
    { ...state, hub: closed(state.hub) },
    { kind, actor, commandId, reason: body.reason },
    {
      note: `The hub closes; ${leaving.length} ${leaving.length === 1 ? 'school looks' : 'schools look'} for another.`,
    },
  );
  const told = leaving.map((urn): HubEffect => ({ do: 'tellSupport', urn, news: { kind: 'hubClosed', hubId } }));
  return { state: next.state, effects: [...next.effects, ...told] };
}

/** Tells those who were given a place, and the one who asked and has to wait. */
function filled(
  occasion: HubOccasion,
  state: HubYear,
  cause: Cause,
  { change, asking }: { readonly change: HubChange; readonly asking?: string },
): HubTransition {
  const { hub } = state;
  const { hubId } = occasion.input;
  const given = change.given.map(({ urn }): HubEffect => ({
    do: 'tellSupport',
    urn,
    news: { kind: 'placeGiven', hubId },
  }));
  const waiting = asking === undefined ? undefined : waitingReason(change.state, asking, occasion.now);
  const deferred: readonly HubEffect[] =
    asking !== undefined && waiting
      ? [
          {
            do: 'tellSupport',
            urn: asking,
            news: { kind: 'placeDeferred', hubId, reasonCode: waiting.code, why: [waiting.why] },
          },
        ]
      : [];
  const free = `${freePlaces(change.state, 'enhanced')} enhanced and ${freePlaces(change.state, 'regional')} regional places are free.`;
  const next = moved(occasion, { ...state, hub: change.state }, cause, {
    note: `${change.given.length} given; ${free}`,
  });
  return { state: next.state, effects: [...next.effects, ...given, ...deferred, ...roundFor(occasion, hub, change)] };
}

const hubPathways = ['enhanced', 'regional'] as const;

/** More places are free than before, and nobody on the hub's own list takes them. */
function roundFor({ input }: HubOccasion, before: HubState, { state }: HubChange): readonly HubEffect[] {
  const isFreer = hubPathways.some((pathway) => freePlaces(state, pathway) > freePlaces(before, pathway));
  return input.asksForRounds && isFreer ? [{ do: 'askForRound' }] : [];
}

/** A round works from what hubs have told; where a place has gone since, the school is told, and is in the next round. */
function assigned(occasion: HubOccasion, state: HubYear, { kind, pathway, schools }: PlacesAssigned): HubTransition {
  const { hubId } = occasion.input;
  const requests = schools.map(({ urn, needPoints }) => ({ urn, needPoints, pathway }));
  const change = takeAssigned(state.hub, requests, occasion.now);
  const whyOf = new Map(schools.map(({ urn, why }) => [urn, why]));
  const free = `${freePlaces(change.state, pathway)} ${pathway} places are free.`;
  const next = moved(
    occasion,
    { ...state, hub: change.state },
    { kind },
    { note: `${change.given.length} given; ${free}` },
  );
  const given = change.given.map(({ urn }): HubEffect => {
    const why = whyOf.get(urn) ?? [];
    return { do: 'tellSupport', urn, news: { kind: 'placeGiven', hubId, why } };
  });
  const turnedAway = change.turnedAway.map((urn): HubEffect => {
    const why = ['The place had gone when the hub was told; the school is in the next round.'];
    return { do: 'tellSupport', urn, news: { kind: 'placeDeferred', reasonCode: 'place-gone', why } };
  });
  const again: readonly HubEffect[] = turnedAway.length > 0 ? [{ do: 'askForRound' }] : [];
  return { state: next.state, effects: [...next.effects, ...given, ...turnedAway, ...again] };
}

function moved(
  occasion: HubOccasion,
  state: HubYear,
  cause: Cause,
  { note, isAccepted = true }: { readonly note: string; readonly isAccepted?: boolean },
): HubTransition {
  const version = state.version + 1;
  const next: HubYear = {
    ...state,
    version,
    log: [...state.log, { version, atMilliseconds: occasion.now, cause, isAccepted, note }],
  };
  const { workflowId, now } = occasion;
  const record = {
    workflowId,
    version,
    atMilliseconds: now,
    cause,
    isAccepted,
    note,
    view: hubView(occasion, next),
    notices: [],
  };
  return { state: next, effects: [{ do: 'record', record }] };
}
