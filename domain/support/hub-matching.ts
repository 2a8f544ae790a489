import { regions } from '../shared/phase.js';
import {
  byPreference,
  byText,
  defaultMatchingPolicy,
  isOwnRegion,
  servesPhase,
  withinReach,
  type HubCandidate,
  type MatchingPolicy,
  type Reachable,
  type SchoolSeekingHub,
} from './hub-reach.js';
import { type HubPathway } from './pathway.js';

export type { HubCandidate, MatchingPolicy, SchoolSeekingHub } from './hub-reach.js';

export interface MatchingTerms {
  readonly pathway: HubPathway;
  /** `yyyy-mm-dd` */
  readonly on: string;
  /** Both sides accept a lead of the school's own trust. */
  readonly acceptsOwnTrust?: boolean;
  readonly policy?: MatchingPolicy;
}

export const waitingCodes = [
  'no-hub-of-phase',
  'own-trust-only',
  'no-suitable-lead',
  'too-far',
  'not-open-yet',
  'all-full',
] as const;

export type WaitingReasonCode = (typeof waitingCodes)[number];

export interface Matched {
  readonly kind: 'matched';
  readonly hubId: string;
  readonly why: readonly string[];
}

export interface Waiting {
  readonly kind: 'waiting';
  readonly reasonCode: WaitingReasonCode;
  readonly why: readonly string[];
  /** The hub on whose list the school waits, where there is one. */
  readonly hubId?: string;
}

/**
 * Chooses a hub for a school, or says why it waits. Hard rules first: phase, a lead that is neither the school nor of its trust nor
 * below its own expectation, travel. Then, of the open hubs with a free place, the school's region before others and the nearest.
 * Where none has one the school waits on the shortest list. Source: domain dossier 3.3.
 */
export function matchHub(
  school: SchoolSeekingHub,
  hubs: readonly HubCandidate[],
  terms: MatchingTerms,
): Matched | Waiting {
  const open = openHubs(school, hubs, terms);
  if (!Array.isArray(open)) return open;
  const [best] = open.filter(({ hub }) => hub.freePlaces > 0).sort(byPreference(school));
  return best
    ? { kind: 'matched', hubId: best.hub.hubId, why: whyThis(school, best, terms.pathway) }
    : whileFull(school, open, terms.pathway);
}

/** The hubs that the hard rules leave and that are open, with or without a free place; or why there is none. */
export function openHubs(
  school: SchoolSeekingHub,
  hubs: readonly HubCandidate[],
  terms: MatchingTerms,
): Reachable[] | Waiting {
  const fit = suitableHubs(school, hubs, terms);
  if (!Array.isArray(fit)) return fit;
  const policy = terms.policy ?? defaultMatchingPolicy;
  const near = withinReach(school, fit, policy);
  if (near.length === 0) return waits('too-far', tooFar(policy));
  const open = near.filter(({ hub }) => hub.opensOn <= terms.on);
  return open.length === 0 ? untilOpen(school, near) : open;
}

function suitableHubs(
  school: SchoolSeekingHub,
  hubs: readonly HubCandidate[],
  terms: MatchingTerms,
): HubCandidate[] | Waiting {
  const ofPhase = hubs.filter((hub) => servesPhase(hub.phase, school.phase));
  if (ofPhase.length === 0) return waits('no-hub-of-phase', 'No hub leads schools of this phase yet.');
  const fit = ofPhase.filter(({ leadUrn, isLeadBelow }) => leadUrn !== school.urn && isLeadBelow !== true);
  if (fit.length === 0)
    return waits('no-suitable-lead', 'No lead school of this phase can take this school as a partner.');
  const outside = fit.filter((hub) => terms.acceptsOwnTrust === true || !isOwnTrust(school, hub));
  if (outside.length > 0) return outside;
  return waits(
    'own-trust-only',
    "Every hub of this phase is led by the school's own trust; both sides must accept that first.",
  );
}

const isOwnTrust = (school: SchoolSeekingHub, hub: HubCandidate): boolean =>
  school.trustCode !== undefined && school.trustCode === hub.leadTrustCode;

export function whyThis(school: SchoolSeekingHub, choice: Reachable, pathway: HubPathway): readonly string[] {
  const { hub, miles } = choice;
  return [
    `${hub.name} leads ${hub.phase} schools.`,
    isOwnRegion(school, choice)
      ? `It is in the school's own region, ${regions[hub.regionCode]}.`
      : `It is in ${regions[hub.regionCode]}; no open hub within reach in the school's own region has a free place.`,
    miles === undefined
      ? 'How far apart the two are is not known, because one of them has no grid reference.'
      : `It is ${Math.round(miles)} miles away in a straight line.`,
    `It has a free ${pathway} place.`,
  ];
}

/** The shortest list of the school's own region; of another region where its own has no open hub within reach. */
export function whileFull(school: SchoolSeekingHub, open: readonly Reachable[], pathway: HubPathway): Waiting {
  const own = open.filter((choice) => isOwnRegion(school, choice));
  const [best] = [...(own.length > 0 ? own : open)].sort(
    (a, b) => a.hub.waitingSchools - b.hub.waitingSchools || byPreference(school)(a, b),
  );
  return waits('all-full', `Every ${pathway} place of the open hubs within reach is taken.`, best?.hub);
}

function untilOpen(school: SchoolSeekingHub, near: readonly Reachable[]): Waiting {
  const [best] = [...near].sort((a, b) => byText(a.hub.opensOn, b.hub.opensOn) || byPreference(school)(a, b));
  const date = best?.hub.opensOn ?? 'a date that is not set';
  return waits('not-open-yet', `No hub within reach is open yet; the first opens on ${date}.`, best?.hub);
}

const tooFar = ({ travelLimitMiles, widerTravelLimitMiles }: MatchingPolicy): string =>
  `No hub of this phase is within ${travelLimitMiles} miles, nor within ${widerTravelLimitMiles} miles in the school's own region.`;

const waits = (reasonCode: WaitingReasonCode, why: string, hub?: HubCandidate): Waiting => ({
  kind: 'waiting',
  reasonCode,
  why: hub ? [why, `The school waits on the list of ${hub.name}.`] : [why],
  ...(hub && { hubId: hub.hubId }),
});
