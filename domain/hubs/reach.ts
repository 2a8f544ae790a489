import { absencePhase, type Phase, type RegionCode } from '../shared/phase.js';

/** A place on the British National Grid, metres. */
export interface GridPoint {
  readonly easting: number;
  readonly northing: number;
}

export interface SchoolLookingForHub {
  readonly urn: string;
  readonly phase: Phase;
  readonly regionCode: RegionCode;
  readonly location?: GridPoint;
  readonly trustCode?: string;
}

export interface HubCandidate {
  readonly hubId: string;
  readonly name: string;
  readonly leadUrn: string;
  readonly phase: 'primary' | 'secondary' | 'all-through';
  readonly regionCode: RegionCode;
  readonly location?: GridPoint;
  readonly leadTrustCode?: string;
  /** `yyyy-mm-dd` */
  readonly opensOn: string;
  /** Free places of the requested pathway. */
  readonly freePlaces: number;
  /** The lead's own attendance is below its own expectation. */
  readonly isLeadBelow?: boolean;
}

export interface MatchingPolicy {
  readonly version: string;
  readonly travelLimitMiles: number;
  /** Within the region, when no hub is within the ordinary limit. */
  readonly widerTravelLimitMiles: number;
}

/** Source: docs/sources/similar-schools.md#distance (50 miles, widened by stated steps within the region). */
export const defaultMatchingPolicy: MatchingPolicy = {
  version: 'matching-2024-1',
  travelLimitMiles: 50,
  widerTravelLimitMiles: 100,
};

const METRES_PER_MILE = 1609.344;

export interface Reachable {
  readonly hub: HubCandidate;
  /** Straight line; undefined where either place is not known. */
  readonly miles?: number;
}

/** Whether a hub serves a phase; an all-through hub serves both, and an all-through school may go to either. */
export function servesPhase(hubPhase: HubCandidate['phase'], phase: Phase): boolean {
  const group = absencePhase(phase);
  if (group === undefined || group === 'special') return false;
  return hubPhase === 'all-through' || phase === 'all-through' || hubPhase === group;
}

/** Hubs within the limit in any region; where there is none, those of the school's own region within the wider one. */
export function withinReach(
  school: SchoolLookingForHub,
  hubs: readonly HubCandidate[],
  policy: MatchingPolicy,
): readonly Reachable[] {
  const measured = hubs.map((hub): Reachable => {
    const miles = milesBetween(school.location, hub.location);
    return { hub, ...(miles !== undefined && { miles }) };
  });
  const ordinary = measured.filter((choice) => isWithin(school, choice, policy.travelLimitMiles));
  if (ordinary.length > 0) return ordinary;
  return measured.filter(
    (choice) => isOwnRegion(school, choice) && isWithin(school, choice, policy.widerTravelLimitMiles),
  );
}

export const isOwnRegion = (school: SchoolLookingForHub, { hub }: Reachable): boolean =>
  hub.regionCode === school.regionCode;

/** A hub at an unknown distance counts as within reach only in the school's own region. */
const isWithin = (school: SchoolLookingForHub, choice: Reachable, limit: number): boolean =>
  choice.miles === undefined ? isOwnRegion(school, choice) : choice.miles <= limit;

function milesBetween(a: GridPoint | undefined, b: GridPoint | undefined): number | undefined {
  return a && b ? Math.hypot(a.easting - b.easting, a.northing - b.northing) / METRES_PER_MILE : undefined;
}

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
