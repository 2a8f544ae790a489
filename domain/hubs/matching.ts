import { regions } from '../shared/phase.js';
import {
  defaultMatchingPolicy,
  isOwnRegion,
  servesPhase,
  withinReach,
  type HubCandidate,
  type MatchingPolicy,
  type Reachable,
  type SchoolLookingForHub,
} from './reach.js';
import { type HubPathway } from '../support/pathway.js';

export type { HubCandidate, MatchingPolicy, SchoolLookingForHub } from './reach.js';

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
  'leads-only-hub',
  'too-far',
  'not-open-yet',
  'all-full',
] as const;

export type WaitingReasonCode = (typeof waitingCodes)[number];

export interface Waiting {
  readonly kind: 'waiting';
  readonly reasonCode: WaitingReasonCode;
  readonly why: readonly string[];
}

/**
 * The open hubs that satisfy the hard rules, with or without a free place; or why there are none. Hard rules: phase, a lead that is neither
 * the school nor of its trust nor below its own expectation, travel. Source: docs/sources/support-and-hubs.md#who-gets-a-place.
 */
export function openHubs(
  school: SchoolLookingForHub,
  hubs: readonly HubCandidate[],
  terms: MatchingTerms,
): Reachable[] | Waiting {
  const fit = suitableHubs(school, hubs, terms);
  const isOnlyLead = leadsOnlyHub(school, hubs);
  if (!Array.isArray(fit)) return isOnlyLead ? leadingAlone(school) : fit;
  const policy = terms.policy ?? defaultMatchingPolicy;
  const near = withinReach(school, fit, policy);
  if (near.length === 0) return isOnlyLead ? leadingAlone(school) : waits('too-far', tooFar(policy));
  const open = near.filter(({ hub }) => hub.opensOn <= terms.on);
  return open.length === 0 ? untilOpen(near) : open;
}

function suitableHubs(
  school: SchoolLookingForHub,
  hubs: readonly HubCandidate[],
  terms: MatchingTerms,
): HubCandidate[] | Waiting {
  const ofPhase = hubs.filter((hub) => servesPhase(hub.phase, school.phase));
  if (ofPhase.length === 0) return waits('no-hub-of-phase', 'No hub leads schools of this phase yet.');
  const fit = ofPhase.filter(({ leadUrn, isLeadBelow }) => leadUrn !== school.urn && isLeadBelow !== true);
  if (fit.length === 0) return waits('no-suitable-lead', 'No lead school of this phase can support this school.');
  const outside = fit.filter((hub) => terms.acceptsOwnTrust === true || !isOwnTrust(school, hub));
  if (outside.length > 0) return outside;
  return waits(
    'own-trust-only',
    "Every hub of this phase is led by the school's own trust, which both sides must first accept.",
  );
}

/** The school leads a hub of its phase, and nobody else leads one in its region. */
function leadsOnlyHub(school: SchoolLookingForHub, hubs: readonly HubCandidate[]): boolean {
  const inRegion = hubs.filter((hub) => hub.regionCode === school.regionCode && servesPhase(hub.phase, school.phase));
  return inRegion.length > 0 && inRegion.every(({ leadUrn }) => leadUrn === school.urn);
}

const leadingAlone = ({ regionCode }: SchoolLookingForHub): Waiting =>
  waits(
    'leads-only-hub',
    `Your school leads the only hub of its phase in ${regions[regionCode]}, so no other hub there can support it. A RISE adviser will arrange support from a hub elsewhere.`,
  );

const isOwnTrust = (school: SchoolLookingForHub, hub: HubCandidate): boolean =>
  school.trustCode !== undefined && school.trustCode === hub.leadTrustCode;

export function whyThis(school: SchoolLookingForHub, choice: Reachable, pathway: HubPathway): readonly string[] {
  const { hub, miles } = choice;
  return [
    `${hub.name} leads ${hub.phase} schools.`,
    isOwnRegion(school, choice)
      ? `It is in the school's own region, ${regions[hub.regionCode]}.`
      : `It is in ${regions[hub.regionCode]}; no open hub within reach in the school's own region has a free place.`,
    miles === undefined
      ? 'The distance is not known, because one of the schools has no grid reference.'
      : `It is ${Math.round(miles)} miles away in a straight line.`,
    `It has a free ${pathway} place.`,
  ];
}

function untilOpen(near: readonly Reachable[]): Waiting {
  const first = near.map(({ hub }) => hub.opensOn).sort()[0] ?? 'a date that is not yet set';
  return waits('not-open-yet', `No hub within reach is open yet; the first opens on ${first}.`);
}

const tooFar = ({ travelLimitMiles, widerTravelLimitMiles }: MatchingPolicy): string =>
  `No hub of this phase is within ${travelLimitMiles} miles, or within ${widerTravelLimitMiles} miles in the school's own region.`;

const waits = (reasonCode: WaitingReasonCode, why: string): Waiting => ({ kind: 'waiting', reasonCode, why: [why] });
