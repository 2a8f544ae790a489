import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignPlaces, type PlaceFound } from '../../../../domain/hubs/assign-places.js';
import {
  waitingCodes,
  type HubCandidate,
  type MatchingTerms,
  type SchoolLookingForHub,
  type Waiting,
} from '../../../../domain/hubs/matching.js';
import { type Phase, type RegionCode } from '../../../../domain/shared/phase.js';

const miles = (count: number): number => count * 1609.344;
const at = (east: number, north = 0): { easting: number; northing: number } => ({
  easting: 400_000 + miles(east),
  northing: 300_000 + miles(north),
});

const school: SchoolLookingForHub = {
  urn: '900001',
  phase: 'secondary',
  regionCode: 'B',
  location: at(0),
  trustCode: 'TR1',
};

const hub = (hubId: string, change: Partial<HubCandidate> = {}): HubCandidate => ({
  hubId,
  name: `Invented hub ${hubId}`,
  leadUrn: `91${hubId.padStart(4, '0')}`,
  phase: 'secondary',
  regionCode: 'B',
  location: at(10),
  opensOn: '2024-09-01',
  freePlaces: 2,
  ...change,
});

const terms: Omit<MatchingTerms, 'acceptsOwnTrust'> = { pathway: 'enhanced', on: '2025-01-13' };

type Answer = (PlaceFound & { readonly kind: 'matched' }) | Waiting;

/** One school that waits alone. */
function match(
  hubs: readonly HubCandidate[],
  change: Partial<SchoolLookingForHub> & { readonly acceptsOwnTrust?: boolean } = {},
): Answer {
  const { found, waiting } = assignPlaces([{ ...school, needPoints: 1, sinceMilliseconds: 0, ...change }], hubs, terms);
  const answers: Answer[] = [...found.map((place) => ({ kind: 'matched' as const, ...place })), ...waiting];
  const [answer] = answers;
  if (!answer || answers.length > 1) throw new Error('One school gets one answer.');
  return answer;
}

describe('the hub that a school gets', () => {
  test('is the nearest in the school’s own region, with the reasons in words', () => {
    const result = match([hub('1', { location: at(30) }), hub('2', { location: at(12) })]);
    expect(result).toMatchObject({ kind: 'matched', hubId: '2' });
    expect(result.why.join(' ')).toMatch(/North West.*12 miles.*free enhanced place/);
  });

  test('is in the school’s own region first, even where another region is nearer', () => {
    expect(match([hub('1', { location: at(40) }), hub('2', { location: at(3), regionCode: 'F' })])).toMatchObject({
      hubId: '1',
    });
  });

  test('is in another region within the travel limit when the school’s own has no free place', () => {
    const result = match([hub('1', { freePlaces: 0 }), hub('2', { location: at(20), regionCode: 'F' })]);
    expect(result).toMatchObject({ kind: 'matched', hubId: '2' });
    expect(result.why.join(' ')).toMatch(/West Midlands; no open hub/);
  });

  test('is within a wider limit in the region when none is near', () => {
    expect(match([hub('1', { location: at(80) })])).toMatchObject({ kind: 'matched', hubId: '1' });
    expect(match([hub('1', { location: at(80), regionCode: 'F' })])).toMatchObject({
      kind: 'waiting',
      reasonCode: 'too-far',
    });
  });

  test.each<[Phase, HubCandidate['phase'], boolean]>([
    ['secondary', 'secondary', true],
    ['secondary', 'primary', false],
    ['secondary', 'all-through', true],
    ['primary', 'all-through', true],
    ['middle-deemed-primary', 'primary', true],
    ['middle-deemed-secondary', 'primary', false],
    ['all-through', 'primary', true],
    ['all-through', 'secondary', true],
    ['special', 'all-through', false],
    ['other', 'secondary', false],
  ])('a %s school and a hub of %s schools: %s', (phase, hubPhase, isMatched) => {
    const result = match([hub('1', { phase: hubPhase })], { phase });
    expect(result.kind).toBe(isMatched ? 'matched' : 'waiting');
    if (!isMatched) expect(result).toMatchObject({ reasonCode: 'no-hub-of-phase' });
  });

  test('is chosen by the hub’s id in a tie', () => {
    expect(match([hub('3'), hub('2', { freePlaces: 5 }), hub('1')])).toMatchObject({ hubId: '1' });
  });

  test('without a grid reference counts in its own region only, with the distance reported as unknown', () => {
    const elsewhere = Object.fromEntries(
      Object.entries(hub('1')).filter(([key]) => key !== 'location'),
    ) as unknown as HubCandidate;
    const result = match([elsewhere]);
    expect(result).toMatchObject({ kind: 'matched', hubId: '1' });
    expect(result.why.join(' ')).toMatch(/not known/);
    expect(match([{ ...elsewhere, regionCode: 'F' }])).toMatchObject({ reasonCode: 'too-far' });
  });
});

describe('the reason why a school waits', () => {
  test.each<[string, readonly HubCandidate[], string]>([
    ['no hub of its phase', [hub('1', { phase: 'primary' })], 'no-hub-of-phase'],
    ['no hub at all', [], 'no-hub-of-phase'],
    ['it leads the only hub itself', [hub('1', { leadUrn: '900001' })], 'leads-only-hub'],
    [
      'it leads the only hub of its region, and the others are far away',
      [hub('1', { leadUrn: '900001' }), hub('2', { regionCode: 'J', location: at(200) })],
      'leads-only-hub',
    ],
    [
      'it leads one of two hubs of its region, and the lead of the other is below its own expectation',
      [hub('1', { leadUrn: '900001' }), hub('2', { isLeadBelow: true })],
      'no-suitable-lead',
    ],
    ['it leads the only hub of another phase', [hub('1', { leadUrn: '900001', phase: 'primary' })], 'no-hub-of-phase'],
    ['the only lead is below its own expectation', [hub('1', { isLeadBelow: true })], 'no-suitable-lead'],
    ['only its own trust leads', [hub('1', { leadTrustCode: 'TR1' })], 'own-trust-only'],
    ['all are too far', [hub('1', { location: at(120) })], 'too-far'],
    ['none is open yet', [hub('1', { opensOn: '2025-01-29' })], 'not-open-yet'],
    ['all are full', [hub('1', { freePlaces: 0 })], 'all-full'],
  ])('%s', (_what, hubs, reasonCode) => {
    const result = match(hubs);
    expect(result).toMatchObject({ kind: 'waiting', reasonCode });
    expect(result.why[0]).toMatch(/^[A-Z].*\.$/);
  });

  test('does not apply when a hub of its own trust is accepted by both sides', () => {
    const hubs = [hub('1', { leadTrustCode: 'TR1' })];
    expect(match(hubs, { acceptsOwnTrust: true })).toMatchObject({ kind: 'matched', hubId: '1' });
  });

  test('includes when the first hub within reach opens', () => {
    const unopened = [hub('1', { opensOn: '2025-02-01' }), hub('2', { opensOn: '2025-01-20', location: at(40) })];
    expect(match(unopened).why).toEqual(['No hub within reach is open yet; the first opens on 2025-01-20.']);
  });
});

test('the match is the same for any hubs in any order, and keeps every hard rule', () => {
  const candidate = fc
    .record({
      id: fc.integer({ min: 1, max: 30 }),
      phase: fc.constantFrom('primary' as const, 'secondary' as const, 'all-through' as const),
      regionCode: fc.constantFrom<RegionCode>('B', 'F'),
      east: fc.integer({ min: 0, max: 150 }),
      freePlaces: fc.integer({ min: 0, max: 2 }),
      opensOn: fc.constantFrom('2024-09-01', '2025-01-29'),
      leadTrustCode: fc.constantFrom('TR1', 'TR2'),
    })
    .map(({ id, east, ...change }) => hub(String(id), { ...change, location: at(east) }));
  fc.assert(
    fc.property(fc.uniqueArray(candidate, { selector: ({ hubId }) => hubId, maxLength: 12 }), (hubs) => {
      const result = match(hubs);
      expect(match([...hubs].reverse())).toEqual(result);
      if (result.kind === 'waiting') {
        expect(waitingCodes).toContain(result.reasonCode);
        return;
      }
      const chosen = hubs.find(({ hubId }) => hubId === result.hubId);
      expect(chosen).toMatchObject({ opensOn: '2024-09-01', leadTrustCode: 'TR2' });
      expect(chosen?.phase).not.toBe('primary');
      expect(chosen?.freePlaces).toBeGreaterThan(0);
    }),
  );
});
