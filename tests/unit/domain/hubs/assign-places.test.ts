import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignPlaces } from '../../../../domain/hubs/assign-places.js';
import { assign } from '../../../../domain/hubs/place-flow.js';
import { uniformDraws } from '../../../../evidence/random-draws.js';
import { at, hub, school, terms } from './place-examples.js';

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

describe('the assignment of schools to hubs', () => {
  const problem = fc.record({
    costs: fc.array(
      fc.array(fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }), { minLength: 3, maxLength: 3 }),
      { minLength: 1, maxLength: 6 },
    ),
    places: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }),
  });

  test('places each school that can be placed together with those before it, at the lowest possible cost', () => {
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

describe('the places for all waiting schools', () => {
  test('go first to a school with no other hub, and the school that makes way gets the reason', () => {
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

  test('go by need first, then waiting time, then URN', () => {
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

  test('keep the hard rules for each school, and give every waiting school its reason', () => {
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
      ['910001', 'leads-only-hub'],
    ]);
  });

  test('are at hubs that list no school that still waits', () => {
    const hubs = [hub('1', { freePlaces: 0 }), hub('2', { opensOn: '2026-01-01' })];
    const { waiting } = assignPlaces([school('900001'), school('900002')], hubs, terms);
    expect(waiting.flatMap(({ why }) => why).join(' ')).not.toMatch(/waits on the list/);
  });

  test('with one more school displace at most one, never one in greater need, whatever the order of arrival', () => {
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
});
