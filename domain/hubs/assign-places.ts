import { openHubs, whyThis, type MatchingTerms, type Waiting } from './matching.js';
import { byText, defaultMatchingPolicy, isOwnRegion, type HubCandidate, type Reachable } from './reach.js';
import { type SchoolLookingForHub } from './reach.js';
import { assign } from './place-flow.js';

/** A school that waits for a place of the pathway. */
export interface WaitingForPlace extends SchoolLookingForHub {
  /** Percentage points short at referral. */
  readonly needPoints: number;
  readonly sinceMilliseconds: number;
  /** Both sides accept a lead of the school's own trust. */
  readonly acceptsOwnTrust?: boolean;
}

/** A place for a school, with the reasons in words for the school. */
export interface PlaceFound {
  readonly urn: string;
  readonly hubId: string;
  /** In a straight line; undefined where either place is not known. */
  readonly miles?: number;
  readonly why: readonly string[];
}

export interface PlaceAssignment {
  readonly found: readonly PlaceFound[];
  readonly waiting: readonly (Waiting & { readonly urn: string })[];
  /** Of the places found whose distance is known. */
  readonly totalMiles: number;
}

type AssignmentTerms = Omit<MatchingTerms, 'acceptsOwnTrust'>;

/** More than any distance: a hub of another region is chosen only where none of the school's own region is available. */
const otherRegionMiles = 10_000;

/**
 * Gives the free places of a pathway to the schools that wait, all at once. Hard rules as in openHubs; priority by need, then waiting time,
 * then URN; and of all ways to place the schools that can be placed, the one with the fewest outside their region, and of those the
 * shortest total distance. Existing places stay: `freePlaces` are the remaining ones. Adding a school never takes a place from one in
 * greater need. Source: docs/sources/support-and-hubs.md#who-gets-a-place.
 */
export function assignPlaces(
  waiting: readonly WaitingForPlace[],
  hubs: readonly HubCandidate[],
  terms: AssignmentTerms,
): PlaceAssignment {
  const inTurn = [...waiting].sort(byTurn);
  const ordered = [...hubs].sort((a, b) => byText(a.hubId, b.hubId));
  const choices = inTurn.map((school) => openHubs(school, ordered, termsOf(school, terms)));
  const hubIndexes = assign(
    inTurn.map((school, index) => ({ costs: costsOf(school, choices[index], ordered, terms) })),
    ordered.map(({ freePlaces }) => freePlaces),
  );
  const found: PlaceFound[] = [];
  const left: (Waiting & { readonly urn: string })[] = [];
  for (const [index, school] of inTurn.entries()) {
    const open = choices[index];
    const hub = ordered[hubIndexes[index] ?? -1];
    if (!open) continue;
    if (!Array.isArray(open)) left.push({ urn: school.urn, ...open });
    else if (hub) found.push(foundAt(school, hub.hubId, open, terms));
    else left.push({ urn: school.urn, ...whileFull(terms.pathway) });
  }
  return { found, waiting: left, totalMiles: found.reduce((sum, { miles = 0 }) => sum + miles, 0) };
}

const byTurn = (a: WaitingForPlace, b: WaitingForPlace): number =>
  b.needPoints - a.needPoints || a.sinceMilliseconds - b.sinceMilliseconds || byText(a.urn, b.urn);

const termsOf = ({ acceptsOwnTrust }: WaitingForPlace, terms: AssignmentTerms): MatchingTerms => ({
  ...terms,
  ...(acceptsOwnTrust !== undefined && { acceptsOwnTrust }),
});

function costsOf(
  school: WaitingForPlace,
  open: Reachable[] | Waiting | undefined,
  hubs: readonly HubCandidate[],
  { policy = defaultMatchingPolicy }: AssignmentTerms,
): readonly (number | undefined)[] {
  if (!Array.isArray(open)) return [];
  const costs = new Map(
    open.map((choice) => [
      choice.hub.hubId,
      (choice.miles ?? policy.travelLimitMiles) + (isOwnRegion(school, choice) ? 0 : otherRegionMiles),
    ]),
  );
  return hubs.map(({ hubId }) => costs.get(hubId));
}

function foundAt(
  school: WaitingForPlace,
  hubId: string,
  open: readonly Reachable[],
  { pathway }: AssignmentTerms,
): PlaceFound {
  const choice = open.find(({ hub }) => hub.hubId === hubId);
  if (!choice) throw new Error(`A place was given at hub ${hubId}, which is not open to the school.`);
  const nearer = open.filter((other) => isBetter(school, other, choice)).length;
  return {
    urn: school.urn,
    hubId,
    ...(choice.miles !== undefined && { miles: choice.miles }),
    why: [
      ...whyThis(school, choice, pathway),
      ...(nearer > 0 ? [`${nearer} ${nearer === 1 ? 'hub is' : 'hubs are'} nearer; ${takenByOthers}`] : []),
    ],
  };
}

const takenByOthers =
  'the places there go to schools in greater need, or to schools that would have to travel further.';

const isBetter = (school: WaitingForPlace, other: Reachable, choice: Reachable): boolean =>
  isOwnRegion(school, other) === isOwnRegion(school, choice) &&
  (other.miles ?? Number.POSITIVE_INFINITY) < (choice.miles ?? Number.POSITIVE_INFINITY);

const whileFull = (pathway: AssignmentTerms['pathway']): Waiting => ({
  kind: 'waiting',
  reasonCode: 'all-full',
  why: [
    `All ${pathway} places of the open hubs within reach are taken.`,
    'Places go first to schools in greater need, then to those that waited longer. Your school is in every round until it has a place.',
  ],
});
