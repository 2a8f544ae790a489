import { type HubPathway } from '../support/pathway.js';

/** How many partner schools a hub can take at once; configuration, not constants. Source: docs/sources/support-and-hubs.md#hubs. */
export interface HubCapacity {
  readonly enhancedPlaces: number;
  readonly regionalPlaces: number;
}

export interface HubPlace {
  readonly urn: string;
  readonly pathway: HubPathway;
  readonly sinceMilliseconds: number;
}

/** A school that asks for a place. `needPoints`: percentage points short at referral. */
export interface PlaceRequest {
  readonly urn: string;
  readonly pathway: HubPathway;
  readonly needPoints: number;
}

export interface WaitingSchool extends PlaceRequest {
  readonly sinceMilliseconds: number;
}

/** A hub's own state, JSON throughout. A school stands in `places` or `waiting`, once, or in neither. */
export interface HubState {
  readonly opensAtMilliseconds: number;
  readonly capacity: HubCapacity;
  readonly places: readonly HubPlace[];
  /** In the order in which they come next. */
  readonly waiting: readonly WaitingSchool[];
  /** It has given up its work this year. */
  readonly isClosed?: true;
}

export type WaitingCode = 'hub-not-open-yet' | 'hub-full';

export interface WaitingReason {
  readonly code: WaitingCode;
  /** Place in the queue of its pathway, from 1. */
  readonly position: number;
  readonly why: string;
}

export interface HubChange {
  readonly state: HubState;
  /** Places given by this change, in order. */
  readonly given: readonly HubPlace[];
}

export const beginHub = (capacity: HubCapacity, opensAtMilliseconds: number): HubState => ({
  opensAtMilliseconds,
  capacity,
  places: [],
  waiting: [],
});

/** Asks for a place. A school that has one or waits already is not asked twice; its need then is kept. */
export function requestPlace(hub: HubState, request: PlaceRequest, now: number): HubChange {
  const isKnown = [...hub.places, ...hub.waiting].some(({ urn }) => urn === request.urn);
  return isKnown
    ? { state: hub, given: [] }
    : fillPlaces({ ...hub, waiting: [...hub.waiting, { ...request, sinceMilliseconds: now }] }, now);
}

export interface Assigned extends HubChange {
  /** Schools that a round gave a place which the hub does not have. */
  readonly turnedAway: readonly string[];
}

/** Takes the schools that a round chose, as far as there are places; one that has a place keeps it and is told again. */
export function takeAssigned(hub: HubState, requests: readonly PlaceRequest[], now: number): Assigned {
  let state = hub;
  const given: HubPlace[] = [];
  const turnedAway: string[] = [];
  for (const { urn, pathway } of requests) {
    const held = state.places.find((place) => place.urn === urn);
    if (held) given.push(held);
    else if (freePlaces(state, pathway) > 0) {
      const place = { urn, pathway, sinceMilliseconds: now };
      state = { ...state, places: [...state.places, place] };
      given.push(place);
    } else turnedAway.push(urn);
  }
  return { state, given, turnedAway };
}

/** Frees the school's place, or its turn, and gives the place to the next. */
export function releasePlace(hub: HubState, urn: string, now: number): HubChange {
  const places = hub.places.filter((place) => place.urn !== urn);
  const waiting = hub.waiting.filter((school) => school.urn !== urn);
  return fillPlaces({ ...hub, places, waiting }, now);
}

/**
 * Changes the capacity. Nobody who has a place loses it: below the number taken, no place is given until enough are released.
 * @throws RangeError when a number of places is not a whole number from 0.
 */
export function changeCapacity(hub: HubState, capacity: HubCapacity, now: number): HubChange {
  const isFit = [capacity.enhancedPlaces, capacity.regionalPlaces].every(
    (count) => Number.isInteger(count) && count >= 0,
  );
  if (!isFit) throw new RangeError('A number of places is a whole number from 0.');
  return fillPlaces({ ...hub, capacity }, now);
}

/** Has no place any more: whoever had one, or waited here, looks for another. */
export const closed = (hub: HubState): HubState => ({
  ...hub,
  capacity: { enhancedPlaces: 0, regionalPlaces: 0 },
  places: [],
  waiting: [],
  isClosed: true,
});

/** Gives free places to those who wait, by need, then waiting time, then URN. Nothing before the hub opens. */
export function fillPlaces(hub: HubState, now: number): HubChange {
  const waiting = [...hub.waiting].sort(byTurn);
  if (now < hub.opensAtMilliseconds) return { state: { ...hub, waiting }, given: [] };
  const next = (['enhanced', 'regional'] as const).flatMap((pathway) =>
    waiting.filter((school) => school.pathway === pathway).slice(0, freePlaces(hub, pathway)),
  );
  const given = next.map(({ urn, pathway }) => ({ urn, pathway, sinceMilliseconds: now }));
  const urns = new Set(given.map(({ urn }) => urn));
  return {
    state: { ...hub, places: [...hub.places, ...given], waiting: waiting.filter(({ urn }) => !urns.has(urn)) },
    given,
  };
}

export const placesOf = (capacity: HubCapacity, pathway: HubPathway): number =>
  pathway === 'enhanced' ? capacity.enhancedPlaces : capacity.regionalPlaces;

/** Never negative, even after the capacity was cut below the places taken. */
export const freePlaces = (hub: HubState, pathway: HubPathway): number =>
  Math.max(placesOf(hub.capacity, pathway) - hub.places.filter((place) => place.pathway === pathway).length, 0);

/** Why a school waits, in words for it; undefined when it does not wait. */
export function waitingReason(hub: HubState, urn: string, now: number): WaitingReason | undefined {
  const school = hub.waiting.find((waiting) => waiting.urn === urn);
  if (!school) return undefined;
  const position =
    hub.waiting.filter(({ pathway }) => pathway === school.pathway).findIndex((other) => other.urn === urn) + 1;
  if (now < hub.opensAtMilliseconds) return { code: 'hub-not-open-yet', position, why: 'The hub has not opened yet.' };
  return {
    code: 'hub-full',
    position,
    why: `All ${school.pathway} places of the hub are taken; the school is number ${position} in turn.`,
  };
}

function byTurn(a: WaitingSchool, b: WaitingSchool): number {
  return b.needPoints - a.needPoints || a.sinceMilliseconds - b.sinceMilliseconds || (a.urn < b.urn ? -1 : 1);
}
