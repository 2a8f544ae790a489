import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type HubDecision } from '../../../../domain/hubs/decisions/index.js';
import { freePlaces, hubPathways, placesOf, takenPlaces } from '../../../../domain/hubs/hub.js';
import { type HubFact } from '../../../../domain/hubs/messages.js';
import { hubProcess } from '../../../../domain/hubs/process.js';
import { assigned, capacity, closing, decision, freed, opensAt, TestHub } from './hub-example.js';

describe('places at a hub', () => {
  it('go to the schools of a round with its reason, and the others are in the next round', () => {
    const hub = new TestHub().send(assigned('900001', '900002'));
    expect(hub.state.places.map(({ urn }) => urn)).toEqual(['900001']);
    expect(hub.sent).toEqual(['900001 placeGiven', '900002 placeDeferred', 'asks for a round']);
    expect(hub.effects).toContainEqual({
      do: 'signalSupport',
      urn: '900001',
      news: { kind: 'placeGiven', hubId: 'HUB-1', why: ['It is near.'] },
    });
    expect(hub.effects.at(-2)).toMatchObject({
      news: { reasonCode: 'place-gone', why: [expect.stringContaining('next round')] },
    });
  });

  it('are given once to a school assigned twice, and the school receives the same answer again', () => {
    const hub = new TestHub(2).send(assigned('900001'), assigned('900001'));
    expect(hub.state.places).toHaveLength(1);
    expect(hub.view.enhancedTaken).toBe(1);
    expect(hub.sent).toEqual(['900001 placeGiven', '900001 placeGiven']);
  });

  it('are offered to a round when they become free', () => {
    const hub = new TestHub().send(assigned('900001'), freed('900001'));
    expect(hub.sent.at(-1)).toBe('asks for a round');
    expect(hub.view).toMatchObject({ enhancedTaken: 0 });
    expect(hub.send(freed('900001')).sent).toHaveLength(2);
  });

  it('are offered to a round when the hub opens', () => {
    const hub = new TestHub(1, 2, 10);
    expect([hub.view.isOpen, hub.deadline]).toEqual([false, opensAt]);
    hub.now = opensAt;
    expect(hub.send({ kind: 'opened' }).sent).toEqual(['asks for a round']);
    expect([hub.view.isOpen, hub.deadline]).toEqual([true, undefined]);
  });

  it('that are added are offered to a round, and a cut takes none from a school', () => {
    const hub = new TestHub(3).send(assigned('900001', '900002', '900003'), capacity(4));
    expect(hub.sent.at(-1)).toBe('asks for a round');
    const { length } = hub.sent;
    expect(hub.send(capacity(0)).view).toMatchObject({ enhancedPlaces: 0, enhancedTaken: 3 });
    expect(hub.send(freed('900001')).sent).toHaveLength(length);
  });

  it('are never more than the capacity, one per school, and each school in a round gets an answer', () => {
    const urn = fc.integer({ min: 900_001, max: 900_012 }).map(String);
    const message: fc.Arbitrary<HubDecision | HubFact> = fc.oneof(
      fc
        .tuple(fc.uniqueArray(urn, { maxLength: 6 }), fc.constantFrom(...hubPathways))
        .map(([urns, pathway]) => ({ ...assigned(...urns), pathway })),
      urn.map(freed),
      fc.tuple(fc.nat(4), fc.nat(4)).map(([enhanced, regional]) => capacity(enhanced, regional)),
      fc.constant<HubFact>({ kind: 'opened' }),
    );
    fc.assert(
      fc.property(fc.array(message, { maxLength: 40 }), fc.nat(5), (messages, places) => {
        const hub = new TestHub(places);
        for (const next of messages) {
          const before = hub.state;
          const { length } = hub.sent;
          hub.send(next);
          const after = hub.state;
          for (const pathway of hubPathways)
            expect(takenPlaces(after, pathway)).toBeLessThanOrEqual(
              Math.max(takenPlaces(before, pathway), placesOf(after.capacity, pathway)),
            );
          const urns = after.places.map((place) => place.urn);
          expect(new Set(urns).size).toBe(urns.length);
          if (next.kind === 'changeCapacity') expect(after.places).toEqual(before.places);
          if (next.kind !== 'placesAssigned') continue;
          const news = hub.sent.slice(length);
          for (const school of next.schools)
            expect(news).toContain(`${school.urn} ${urns.includes(school.urn) ? 'placeGiven' : 'placeDeferred'}`);
          if (news.includes('asks for a round')) expect(freePlaces(after, next.pathway)).toBe(0);
        }
        expect(JSON.parse(JSON.stringify(hub.state))).toEqual(hub.state);
      }),
    );
  });
});

describe('a change of capacity', () => {
  const change = (body: object | null, who?: object): HubDecision => decision('changeCapacity', body, who);

  it.each([
    [{ role: 'hub-manager', regionCode: 'A' }],
    [{ role: 'hub-manager' }],
    [{ role: 'rise-adviser', regionCode: 'H' }],
    [{ role: 'ofsted', regionCode: 'H' }],
  ])('is refused to %j', (who) => {
    expect(
      new TestHub().refusal(change({ enhancedPlaces: 1, regionalPlaces: 1, reason: 'Staff.' }, { id: 'x', ...who })),
    ).toBe('NotPermitted');
  });

  it.each([
    [{ enhancedPlaces: -1, regionalPlaces: 1, reason: 'Staff.' }, 'OutOfRange'],
    [{ enhancedPlaces: 1.5, regionalPlaces: 1, reason: 'Staff.' }, 'OutOfRange'],
    [{ enhancedPlaces: Number.NaN, regionalPlaces: 1, reason: 'Staff.' }, 'OutOfRange'],
    [{ enhancedPlaces: '1', regionalPlaces: 1, reason: 'Staff.' }, 'OutOfRange'],
    [{ enhancedPlaces: 1, reason: 'Staff.' }, 'OutOfRange'],
    [{ enhancedPlaces: 1, regionalPlaces: 1 }, 'ReasonMissing'],
    [null, 'Malformed'],
  ])('with %j is refused: %s', (body, code) => {
    expect(new TestHub().refusal(change(body))).toBe(code);
  });

  it('on an old version is refused, and the same command counts once', () => {
    const hub = new TestHub();
    const command = capacity(2);
    expect(hub.refusal({ ...command, expectedVersion: 0 })).toBe('StaleVersion');
    const { state } = hub.send(command);
    expect(hub.refusal({ ...command, expectedVersion: 0 })).toBeUndefined();
    expect(hub.send(command).state).toBe(state);
  });

  it('that was refused as a signal is checked again when it is sent again', () => {
    const command = capacity(2);
    const hub = new TestHub().refuse(command);
    expect(hub.state.log.at(-1)).toMatchObject({ isAccepted: false, cause: { actor: { id: 'manager' } } });
    expect(hub.send(command).state.capacity.enhancedPlaces).toBe(2);
  });
});

test('a hub whose year has ended gives no place, takes no decision and does not wait to open', () => {
  const hub = new TestHub(1, 2, 10).send({ kind: 'yearEnded' });
  const { state } = hub;
  expect([hubProcess.isOver(state), hub.deadline]).toEqual([true, undefined]);
  expect(hub.send(assigned('900001'), { kind: 'yearEnded' }).state).toBe(state);
  expect(hub.refusal(capacity(3))).toBe('WrongStage');
  expect(hubProcess.receipt(state)).toEqual({ version: 2, stage: 'ended' });
});

test('each transition of a hub has the next version, the reason of its decision, and the resulting view', () => {
  const hub = new TestHub().send(assigned('900001'), capacity(2), freed('900001'), closing, { kind: 'yearEnded' });
  const records = hub.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  expect(records.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(records.map(({ cause }) => cause.reason)).toEqual([
    undefined,
    undefined,
    'Staff.',
    undefined,
    'The lead school has another task.',
    undefined,
  ]);
  expect(records.at(-1)?.view).toEqual(hub.view);
});
