import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignPlaces, type WaitingForPlace } from '../../../../domain/hubs/assign-places.js';
import { type HubCandidate } from '../../../../domain/hubs/matching.js';
import { assign } from '../../../../domain/hubs/place-flow.js';
import { regionCodes } from '../../../../domain/shared/phase.js';
import { uniformDraws } from '../../../../evidence/random-draws.js';

const miles = (count: number): number => count * 1609.344;
const at = (east: number, north = 0): { easting: number; northing: number } => ({
  easting: 400_000 + miles(east),
  northing: 300_000 + miles(north),
});

const hub = (hubId: string, change: Partial<HubCandidate> = {}): HubCandidate => ({
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

const school = (urn: string, change: Partial<WaitingForPlace> = {}): WaitingForPlace => ({
  urn,
  phase: 'secondary',
  regionCode: 'B',
  location: at(0),
  needPoints: 1,
  sinceMilliseconds: 0,
  ...change,
});

const terms = { pathway: 'enhanced', on: '2025-01-13' } as const;

/** The cheapest assignment of exactly these schools, by trying every one; undefined where they cannot all be placed. */
function cheapest(costs: readonly (readonly (number | undefined)[])[], places: readonly number[]): number | undefined {
  const [first, ...rest] = costs;
  if (!first) return 0;
  const totals = places.flatMap((free, index): number[] => {
    const cost = first[index];
    if (cost === undefined || free === 0) return [];
    const after = cheapest(
      rest,
      places.map((count, other) => (other === index ? count - 1 : count)),
    );
    return after === undefined ? [] : [cost + after];
  });
  return totals.length === 0 ? undefined : Math.min(...totals);
}

describe('an assignment', () => {
  const problem = fc.record({
    costs: fc.array(
      fc.array(fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }), { minLength: 3, maxLength: 3 }),
      { minLength: 1, maxLength: 6 },
    ),
    places: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }),
  });

  test('lets in every school that can be placed beside those before it, at the least cost there is', () => {
    fc.assert(
      fc.property(problem, ({ costs, places }) => {
        const placed = assign(
          costs.map((each) => ({ costs: each })),
          places,
        );
        const kept: (readonly (number | undefined)[])[] = [];
        for (const [index, each] of costs.entries()) {
          const isPlaceable = cheapest([...kept, each], places) !== undefined;
          expect(placed[index] !== undefined).toBe(isPlaceable);
          if (isPlaceable) kept.push(each);
        }
        const total = placed.reduce<number>(
          (sum, to, index) => sum + (to === undefined ? 0 : (costs[index]?.[to] ?? 99)),
          0,
        );
        expect(total).toBe(cheapest(kept, places));
        places.forEach((free, index) => {
          expect(placed.filter((to) => to === index).length).toBeLessThanOrEqual(free);
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('places for all who wait', () => {
  test('a school gives way to one that has nowhere else to go, and is told why', () => {
    const near = hub('1', { location: at(0) });
    const far = hub('2', { location: at(45) });
    const flexible = school('900001', { needPoints: 2, location: at(0) });
    const remote = school('900002', { location: at(-45) });
    const { found, waiting } = assignPlaces([flexible, remote], [near, far], terms);
    expect(waiting).toEqual([]);
    expect(found.map(({ urn, hubId }) => [urn, hubId])).toEqual([
      ['900001', '2'],
      ['900002', '1'],
    ]);
    expect(found[0]?.why.join(' ')).toMatch(/45 miles.*1 hub is nearer/);
  });

  test('need comes first, then waiting time, then the URN', () => {
    const schools = [
      school('900004'),
      school('900003'),
      school('900002', { sinceMilliseconds: -5 }),
      school('900001', { needPoints: 3 }),
    ];
    const { found, waiting } = assignPlaces(schools, [hub('1', { freePlaces: 3 })], terms);
    expect(found.map(({ urn }) => urn)).toEqual(['900001', '900002', '900003']);
    expect(waiting).toMatchObject([{ urn: '900004', reasonCode: 'all-full' }]);
    expect(waiting[0]?.why.join(' ')).toMatch(/taken\..*greater need/);
  });

  test('hard rules hold for each school, and every school that waits has its reason', () => {
    const hubs = [hub('1', { freePlaces: 9, leadTrustCode: 'TR1' }), hub('2', { phase: 'primary', freePlaces: 9 })];
    const { found, waiting } = assignPlaces(
      [
        school('900001', { trustCode: 'TR1' }),
        school('900002', { trustCode: 'TR1', acceptsOwnTrust: true }),
        school('900003', { phase: 'special' }),
        school('900004', { location: at(300) }),
        school('910001'),
      ],
      hubs,
      terms,
    );
    expect(found.map(({ urn, hubId }) => [urn, hubId])).toEqual([['900002', '1']]);
    expect(waiting.map(({ urn, reasonCode }) => [urn, reasonCode])).toEqual([
      ['900001', 'own-trust-only'],
      ['900003', 'no-hub-of-phase'],
      ['900004', 'too-far'],
      ['910001', 'no-suitable-lead'],
    ]);
  });

  test('nobody who waits stands on the list of a hub', () => {
    const hubs = [hub('1', { freePlaces: 0 }), hub('2', { opensOn: '2026-01-01' })];
    const { waiting } = assignPlaces([school('900001'), school('900002')], hubs, terms);
    expect(waiting.flatMap(({ why }) => why).join(' ')).not.toMatch(/waits on the list/);
  });

  test('one more school puts at most one out, never one in greater need, and leaves the order of arrival without effect', () => {
    const draw = uniformDraws(5);
    const schools = Array.from({ length: 60 }, (_, index) =>
      school(String(900_001 + index), { location: at(40 * draw(), 40 * draw()), needPoints: Math.floor(5 * draw()) }),
    );
    const hubs = Array.from({ length: 6 }, (_, index) =>
      hub(String(index + 1), { location: at(40 * draw(), 40 * draw()), freePlaces: 8 }),
    );
    const before = assignPlaces(schools.slice(1), hubs, terms);
    const after = assignPlaces(schools, hubs, terms);
    expect(assignPlaces([...schools].reverse(), [...hubs].reverse(), terms)).toEqual(after);
    const kept = new Set(after.found.map(({ urn }) => urn));
    const out = before.found.filter(({ urn }) => !kept.has(urn));
    expect(out.length).toBeLessThanOrEqual(1);
    const need = (urn: string): number => schools.find((each) => each.urn === urn)?.needPoints ?? 0;
    for (const { urn } of out) expect(need(urn)).toBeLessThanOrEqual(need('900001'));
    const moved = after.found.filter(({ urn, hubId }) =>
      before.found.some((earlier) => earlier.urn === urn && earlier.hubId !== hubId),
    );
    expect(moved.length).toBeLessThan(hubs.length);
  });

  test('5,000 schools and 93 hubs are settled at once: none over capacity, none twice, each placed or waiting with a reason', () => {
    const draw = uniformDraws(93);
    const region = (east: number, north: number): (typeof regionCodes)[number] =>
      regionCodes[3 * Math.floor(east / 100) + Math.floor(north / 100)] ?? 'A';
    const place = (): Pick<WaitingForPlace, 'regionCode' | 'location'> => {
      const [east, north] = [300 * draw(), 300 * draw()];
      return { regionCode: region(east, north), location: at(east, north) };
    };
    const schools = Array.from({ length: 5000 }, (_, index) =>
      school(String(900_001 + index), {
        ...place(),
        phase: draw() < 0.8 ? 'primary' : 'secondary',
        needPoints: Math.round(30 * draw()) / 10,
      }),
    );
    const hubs = Array.from({ length: 93 }, (_, index) =>
      hub(String(index + 1).padStart(2, '0'), {
        ...place(),
        phase: index % 3 === 0 ? 'secondary' : 'primary',
        freePlaces: 40,
      }),
    );
    const { found, waiting } = assignPlaces(schools, hubs, { ...terms, pathway: 'regional' });
    expect(found.length + waiting.length).toBe(5000);
    expect(new Set([...found, ...waiting].map(({ urn }) => urn)).size).toBe(5000);
    for (const { hubId } of hubs) expect(found.filter((each) => each.hubId === hubId).length).toBeLessThanOrEqual(40);
    expect(waiting.every(({ why }) => why.length > 0)).toBe(true);
    expect(found.length).toBeGreaterThan(3000);
  });
});
