import { type AcademicYear } from '../shared/academic-year.js';
import { type RegionCode } from '../shared/phase.js';
import { type HubCapacity } from './hub.js';
import { type Command } from '../process/command.js';

/** Input of the `hub` workflow: one hub's year. */
export interface HubInput {
  readonly academicYear: AcademicYear;
  readonly hubId: string;
  readonly regionCode: RegionCode;
  readonly capacity: HubCapacity;
  readonly opensAtMilliseconds: number;
  /** Places that fall free are told to the year's rounds; hubs that began before there were rounds have lists of their own. */
  readonly asksForRounds?: true;
}

/** A hub manager changes how many partner schools the hub can take; nobody who has a place loses it. */
export type ChangeCapacity = Command<
  'changeCapacity',
  { readonly enhancedPlaces: number; readonly regionalPlaces: number; readonly reason: string }
>;

/** The hub gives up its work this year; its partners look for another place and keep what they have reached. */
export type CloseHub = Command<'closeHub', { readonly reason: string }>;

export type HubDecision = ChangeCapacity | CloseHub;
export const hubDecisionKinds = ['changeCapacity', 'closeHub'] as const satisfies readonly HubDecision['kind'][];

/** A school in support asks for a place. */
export interface PlaceRequested {
  readonly kind: 'placeRequested';
  readonly urn: string;
  readonly pathway: 'regional' | 'enhanced';
  readonly needPoints: number;
}

/** A round has given places of this hub, as far as it knows of them. */
export interface PlacesAssigned {
  readonly kind: 'placesAssigned';
  readonly pathway: 'regional' | 'enhanced';
  readonly schools: readonly { readonly urn: string; readonly needPoints: number; readonly why: readonly string[] }[];
}

/** A school no longer needs its place or its turn. */
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

export type HubFact = PlaceRequested | PlacesAssigned | PlaceReleased | HubOpened | HubYearEnded;
export type HubMessage = HubDecision | HubFact;
export const hubFactKinds = [
  'placeRequested',
  'placesAssigned',
  'placeReleased',
  'yearEnded',
] as const satisfies readonly HubFact['kind'][];
