import { moved, type Change, type RecordEffect, type Setting, type Step } from '../process/change.js';
import { type Command } from '../process/command.js';
import { type DecisionRule } from '../process/decision.js';
import { type Logged } from '../process/log.js';
import { type Occasion } from '../process/process.js';
import { type Cause } from '../process/transition-record.js';
import { type HubClosed, type PlaceDeferred, type PlaceGiven } from '../support/messages.js';
import { type HubPathway } from '../support/pathway.js';
import { type HubCapacity, type HubInput, type PlacesAssigned } from './messages.js';
import { type HubView } from './view.js';

export interface HubPlace {
  readonly urn: string;
  readonly pathway: HubPathway;
}

/** One hub's year. */
export interface HubState extends Logged {
  readonly capacity: HubCapacity;
  /** Each school once. */
  readonly places: readonly HubPlace[];
  /** The hub has closed this year. */
  readonly isClosed?: true;
  readonly isEnded?: true;
}

export type HubEffect =
  | { readonly do: 'signalSupport'; readonly urn: string; readonly news: PlaceGiven | PlaceDeferred | HubClosed }
  | { readonly do: 'askForRound' };

export type HubOccasion = Occasion<HubInput>;
export type HubChange = Change<HubState, HubEffect>;
export type HubStep = Step<HubState, HubEffect | RecordEffect<HubView>>;
export type HubStage = 'running' | 'closed' | 'ended';

/** A decision about a hub, as its file describes it. */
export type HubRule<Kind extends string, Body> = DecisionRule<HubInput, HubState, Command<Kind, Body>, HubChange> & {
  readonly openIn: readonly HubStage[];
};

export const hubPathways = ['enhanced', 'regional'] as const satisfies readonly HubPathway[];
export const noPlaces: HubCapacity = { enhancedPlaces: 0, regionalPlaces: 0 };

type Places = Pick<HubState, 'capacity' | 'places'>;

export const placesOf = (capacity: HubCapacity, pathway: HubPathway): number =>
  pathway === 'enhanced' ? capacity.enhancedPlaces : capacity.regionalPlaces;

export const takenPlaces = ({ places }: Pick<Places, 'places'>, pathway: HubPathway): number =>
  places.filter((place) => place.pathway === pathway).length;

/** Never negative, even when the capacity was cut below the places taken. */
export const freePlaces = (hub: Places, pathway: HubPathway): number =>
  Math.max(placesOf(hub.capacity, pathway) - takenPlaces(hub, pathway), 0);

export const freeInWords = (hub: Places): string =>
  `Free places: ${hubPathways.map((pathway) => `${freePlaces(hub, pathway)} ${pathway}`).join(', ')}.`;

type Placed = PlacesAssigned['schools'][number];

export interface Taken {
  readonly places: readonly HubPlace[];
  readonly given: readonly Placed[];
  /** Schools to which a round gave a place that the hub does not have. */
  readonly turnedAway: readonly Placed[];
}

/** Takes the schools that a round chose, as far as there are places. A school that already has a place keeps it and is signalled again. */
export function takeAssigned({ capacity, places: held }: Places, { pathway, schools }: PlacesAssigned): Taken {
  const places = [...held];
  const given: Placed[] = [];
  const turnedAway: Placed[] = [];
  for (const school of schools) {
    const hasPlace = places.some(({ urn }) => urn === school.urn);
    const isTaken = hasPlace || freePlaces({ capacity, places }, pathway) > 0;
    if (isTaken && !hasPlace) places.push({ urn: school.urn, pathway });
    (isTaken ? given : turnedAway).push(school);
  }
  return { places, given, turnedAway };
}

/** Requests a round when more places are free than before. */
export const roundFor = (before: Places, after: Places): readonly HubEffect[] =>
  hubPathways.some((pathway) => freePlaces(after, pathway) > freePlaces(before, pathway))
    ? [{ do: 'askForRound' }]
    : [];

export const hubStage = ({ isClosed, isEnded }: HubState): HubStage =>
  isEnded ? 'ended' : isClosed ? 'closed' : 'running';

export const hubView = ({ input, now }: HubOccasion, hub: HubState): HubView => ({
  hubId: input.hubId,
  enhancedPlaces: hub.capacity.enhancedPlaces,
  enhancedTaken: takenPlaces(hub, 'enhanced'),
  regionalPlaces: hub.capacity.regionalPlaces,
  regionalTaken: takenPlaces(hub, 'regional'),
  isOpen: hub.isClosed !== true && input.opensAtMilliseconds <= now,
});

export const hubMoved = (occasion: HubOccasion, hub: HubState, cause: Cause, change: HubChange): HubStep =>
  moved(hubSetting(occasion), hub, cause, change);

export const hubSetting = (occasion: HubOccasion): Setting<HubState, HubView> => ({
  ...occasion,
  viewOf: (hub) => hubView(occasion, hub),
});
