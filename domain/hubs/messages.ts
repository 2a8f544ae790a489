import { type AcademicYear } from '../shared/academic-year.js';
import { type RegionCode } from '../shared/phase.js';
import { type HubPathway } from '../support/pathway.js';

/** How many partner schools a hub can take at once; configuration, not constants. Source: docs/sources/support-and-hubs.md#hubs. */
export interface HubCapacity {
  readonly enhancedPlaces: number;
  readonly regionalPlaces: number;
}

/** Input of the `hub` workflow: one hub's year. */
export interface HubInput {
  readonly academicYear: AcademicYear;
  readonly hubId: string;
  readonly regionCode: RegionCode;
  readonly capacity: HubCapacity;
  readonly opensAtMilliseconds: number;
}

/** A round has given places at this hub, from what it knew of the free ones. */
export interface PlacesAssigned {
  readonly kind: 'placesAssigned';
  readonly pathway: HubPathway;
  readonly schools: readonly { readonly urn: string; readonly why: readonly string[] }[];
}

/** A school has a place at this hub that no round has given: it had it the year before, or an adviser has arranged it. Whatever the capacity. */
export interface PlaceKept {
  readonly kind: 'placeKept';
  readonly urn: string;
  readonly pathway: HubPathway;
}

/** A school no longer needs its place. */
export interface PlaceReleased {
  readonly kind: 'placeReleased';
  readonly urn: string;
}

export interface HubOpened {
  readonly kind: 'opened';
}

export interface HubYearEnded {
  readonly kind: 'yearEnded';
}

export type HubFact = PlacesAssigned | PlaceKept | PlaceReleased | HubOpened | HubYearEnded;
export const hubFactKinds = [
  'placesAssigned',
  'placeKept',
  'placeReleased',
  'yearEnded',
] as const satisfies readonly HubFact['kind'][];
