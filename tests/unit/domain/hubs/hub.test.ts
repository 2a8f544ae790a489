import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beginHub,
  changeCapacity,
  fillPlaces,
  freePlaces,
  placesOf,
  releasePlace,
  requestPlace,
  waitingReason,
  type HubState,
  type PlaceRequest,
} from '../../../../domain/hubs/hub.js';

const opensAt = 1_000;
const now = 2_000;
const request = (urn: string, needPoints = 1, pathway: PlaceRequest['pathway'] = 'enhanced'): PlaceRequest => ({
  urn,
  needPoints,
  pathway,
});
const hubOf = (enhancedPlaces: number, regionalPlaces = 2): HubState =>
  beginHub({ enhancedPlaces, regionalPlaces }, opensAt);
const ask = (hub: HubState, ...requests: readonly PlaceRequest[]): HubState =>
  requests.reduce((state, next, index) => requestPlace(state, next, now + index).state, hub);
const urnsOf = (schools: readonly { readonly urn: string }[]): readonly string[] => schools.map(({ urn }) => urn);

describe('a place at a hub', () => {
  test('is given while one is free', () => {
    const { state, given } = requestPlace(hubOf(1), request('900001'), now);
    expect(given).toEqual([{ urn: '900001', pathway: 'enhanced', sinceMilliseconds: now }]);
    expect(freePlaces(state, 'enhanced')).toBe(0);
    expect(freePlaces(state, 'regional')).toBe(2);
  });

  test('waits until the hub opens, and is then given by need', () => {
    const asked = [request('900001', 1), request('900002', 3)].reduce(
      (hub, next) => requestPlace(hub, next, 10).state,
      hubOf(1),
    );
    expect(asked.places).toEqual([]);
    expect(waitingReason(asked, '900001', 10)).toMatchObject({ code: 'hub-not-open-yet', position: 2 });
    expect(urnsOf(fillPlaces(asked, opensAt).given)).toEqual(['900002']);
  });

  test('goes by need, then by waiting time, then by URN', () => {
    const full = ask(hubOf(1), request('900009'));
    const sameMoment = [request('900003', 2), request('900002', 2)].reduce(
      (hub, next) => requestPlace(hub, next, 5_000).state,
      full,
    );
    const waiting = requestPlace(
      requestPlace(sameMoment, request('900004', 2), 4_000).state,
      request('900005', 2.5),
      6_000,
    ).state;
    expect(urnsOf(waiting.waiting)).toEqual(['900005', '900004', '900002', '900003']);
  });

  test('freed goes to the next in turn of the same pathway', () => {
    const full = ask(
      hubOf(1, 1),
      request('900001'),
      request('900002', 1),
      request('900003', 9, 'regional'),
      request('900004', 9, 'regional'),
    );
    const { state, given } = releasePlace(full, '900001', 9_000);
    expect(urnsOf(given)).toEqual(['900002']);
    expect(urnsOf(state.waiting)).toEqual(['900004']);
  });

  test('asked for twice is one request', () => {
    const once = ask(hubOf(1), request('900001'), request('900002', 1));
    expect(ask(once, request('900001', 5), request('900002', 5))).toEqual(once);
  });

  test('is kept when the capacity is cut, and none is given until enough are free', () => {
    const full = ask(hubOf(2), request('900001'), request('900002'), request('900003'));
    const cut = changeCapacity(full, { enhancedPlaces: 1, regionalPlaces: 2 }, 9_000);
    expect(urnsOf(cut.state.places)).toEqual(['900001', '900002']);
    const after = releasePlace(cut.state, '900001', 9_100);
    expect(after.given).toEqual([]);
    expect(urnsOf(releasePlace(after.state, '900002', 9_200).given)).toEqual(['900003']);
  });

  test('is given at once when the capacity grows', () => {
    const full = ask(hubOf(1), request('900001'), request('900002'), request('900003', 4));
    expect(urnsOf(changeCapacity(full, { enhancedPlaces: 2, regionalPlaces: 0 }, 9_000).given)).toEqual(['900003']);
  });

  test.each([-1, 1.5, Number.NaN])('a capacity of %d is refused', (enhancedPlaces) => {
    expect(() => changeCapacity(hubOf(1), { enhancedPlaces, regionalPlaces: 1 }, now)).toThrow(RangeError);
  });

  test('waited for has its reason and its turn in words', () => {
    const full = ask(hubOf(1), request('900001'), request('900002', 1), request('900003', 2));
    expect(waitingReason(full, '900002', now)).toMatchObject({ code: 'hub-full', position: 2 });
    expect(waitingReason(full, '900002', now)?.why).toMatch(/number 2/);
    expect(waitingReason(full, '900001', now)).toBeUndefined();
    expect(waitingReason(full, '900099', now)).toBeUndefined();
  });
});

type Step =
  | { readonly do: 'request'; readonly request: PlaceRequest }
  | { readonly do: 'release'; readonly urn: string }
  | { readonly do: 'capacity'; readonly enhanced: number; readonly regional: number };

const urn = fc.integer({ min: 900_000, max: 900_012 }).map(String);
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('request' as const),
      request: fc.record({
        urn,
        pathway: fc.constantFrom('enhanced' as const, 'regional' as const),
        needPoints: fc.integer({ min: 0, max: 4 }),
      }),
    }),
    fc.record({ do: fc.constant('release' as const), urn }),
    fc.record({
      do: fc.constant('capacity' as const),
      enhanced: fc.integer({ min: 0, max: 4 }),
      regional: fc.integer({ min: 0, max: 4 }),
    }),
  ),
  { maxLength: 60 },
);

function apply(hub: HubState, step: Step, at: number): HubState {
  if (step.do === 'request') return requestPlace(hub, step.request, at).state;
  if (step.do === 'release') return releasePlace(hub, step.urn, at).state;
  return changeCapacity(hub, { enhancedPlaces: step.enhanced, regionalPlaces: step.regional }, at).state;
}

describe('whatever happens at a hub', () => {
  test('no place is given beyond its capacity, nobody stands twice, nobody waits while a place is free', () => {
    fc.assert(
      fc.property(steps, (drawn) => {
        let hub = hubOf(2);
        drawn.forEach((step, index) => {
          const before = hub;
          hub = apply(hub, step, now + index);
          for (const pathway of ['enhanced', 'regional'] as const) {
            const taken = (state: HubState): number => state.places.filter((place) => place.pathway === pathway).length;
            const isFuller = taken(hub) > taken(before);
            if (isFuller) expect(taken(hub)).toBeLessThanOrEqual(placesOf(hub.capacity, pathway));
            if (hub.waiting.some((school) => school.pathway === pathway)) expect(freePlaces(hub, pathway)).toBe(0);
          }
          const all = urnsOf([...hub.places, ...hub.waiting]);
          expect(new Set(all).size).toBe(all.length);
          if (step.do === 'capacity')
            expect(urnsOf(hub.places)).toEqual(expect.arrayContaining([...urnsOf(before.places)]));
        });
        expect(JSON.parse(JSON.stringify(hub))).toEqual(hub);
      }),
    );
  });

  test('of two that wait for the same, the one in more need is never passed over', () => {
    fc.assert(
      fc.property(steps, (drawn) => {
        const hub = drawn.reduce((state, step, index) => apply(state, step, now + index), hubOf(1, 1));
        for (const pathway of ['enhanced', 'regional'] as const) {
          const needs = hub.waiting.filter((school) => school.pathway === pathway).map(({ needPoints }) => needPoints);
          expect(needs).toEqual([...needs].sort((a, b) => b - a));
        }
      }),
    );
  });
});
