import { type WaitingForPlace } from '../../../../domain/hubs/assign-places.js';
import { type HubCandidate } from '../../../../domain/hubs/matching.js';

const miles = (count: number): number => count * 1609.344;
export const at = (east: number, north = 0): { easting: number; northing: number } => ({
  easting: 400_000 + miles(east),
  northing: 300_000 + miles(north),
});

export const hub = (hubId: string, change: Partial<HubCandidate> = {}): HubCandidate => ({
  hubId,
  name: `Invented hub ${hubId}`,
  leadUrn: `91${hubId.padStart(4, '0')}`,
  phase: 'secondary',
  regionCode: 'B',
  location: at(0),
  opensOn: '2024-09-01',
  freePlaces: 1,
  ...change,
});

export const school = (urn: string, change: Partial<WaitingForPlace> = {}): WaitingForPlace => ({
  urn,
  phase: 'secondary',
  regionCode: 'B',
  location: at(0),
  needPoints: 1,
  sinceMilliseconds: 0,
  ...change,
});

export const terms = { pathway: 'enhanced', on: '2025-01-13' } as const;
