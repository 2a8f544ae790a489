import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type HubDecision, type HubMessage } from '../../../../domain/hubs/messages.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import {
  beginHubYear,
  hubDeadline,
  hubNotApplied,
  hubTransition,
  hubView,
} from '../../../../domain/hubs/hub-process.js';
import { hubRefusal } from '../../../../domain/hubs/refusal.js';
import { type HubEffect, type HubOccasion, type HubTransition, type HubYear } from '../../../../domain/hubs/year.js';

const opensAt = 1_000;

class ToldHub {
  state: HubYear;
  readonly effects: HubEffect[] = [];
  now = 2_000;

  constructor(enhancedPlaces = 1, regionalPlaces = 2) {
    this.#capacity = { enhancedPlaces, regionalPlaces };
    this.state = this.#take(beginHubYear(this.occasion));
  }

  readonly #capacity: HubOccasion['input']['capacity'];

  get occasion(): HubOccasion {
    const input = {
      academicYear: academicYear('202425'),
      hubId: 'HUB-1',
      regionCode: 'H',
      capacity: this.#capacity,
      opensAtMilliseconds: opensAt,
    } as const;
    return { input, workflowId: 'hub/202425/HUB-1', now: this.now };
  }

  tell(...messages: readonly HubMessage[]): this {
    for (const message of messages) {
      this.now += 1;
      this.state = this.#take(hubTransition(this.occasion, this.state, message));
    }
    return this;
  }

  refusal(decision: HubDecision): string | undefined {
    return hubRefusal(this.occasion, this.state, decision)?.code;
  }

  get told(): readonly string[] {
    return this.effects.flatMap((effect) => (effect.do === 'tellSupport' ? [`${effect.urn} ${effect.news.kind}`] : []));
  }

  #take(next: HubTransition): HubYear {
    this.effects.push(...next.effects);
    return next.state;
  }
}

let commands = 0;
function change(body: object, who: object = { id: 'manager', role: 'hub-manager', regionCode: 'H' }): HubDecision {
  commands += 1;
  return { kind: 'changeCapacity', commandId: `command-${commands}`, actor: who, body } as HubDecision;
}
const capacity = (enhancedPlaces: number, regionalPlaces = 2): HubDecision =>
  change({ enhancedPlaces, regionalPlaces, reason: 'Staff.' });
const ask = (urn: string, needPoints = 1, pathway: 'regional' | 'enhanced' = 'enhanced'): HubMessage => ({
  kind: 'placeRequested',
  urn,
  needPoints,
  pathway,
});
const free = (urn: string): HubMessage => ({ kind: 'placeReleased', urn });

describe('places', () => {
  it('are given at once while there are any; who comes later hears that it waits and why', () => {
    const hub = new ToldHub().tell(ask('900001'), ask('900002'));
    expect(hub.told).toEqual(['900001 placeGiven', '900002 placeDeferred']);
    expect(hub.effects.at(-1)).toMatchObject({
      news: { hubId: 'HUB-1', reasonCode: 'hub-full', why: [expect.stringContaining('number 1 in turn')] },
    });
  });

  it('that are released go to the next in turn, who is told', () => {
    const hub = new ToldHub().tell(ask('900001'), ask('900002', 1), ask('900003', 3), free('900001'));
    expect(hub.told.at(-1)).toBe('900003 placeGiven');
    expect(hub.tell(free('900003')).told.at(-1)).toBe('900002 placeGiven');
    expect(hubView(hub.occasion, hub.state)).toMatchObject({ enhancedTaken: 1 });
  });

  it('are not given before the hub opens, and then by need', () => {
    const hub = new ToldHub();
    hub.now = 10;
    hub.tell(ask('900001', 1), ask('900002', 2));
    expect(hub.told).toEqual(['900001 placeDeferred', '900002 placeDeferred']);
    expect(hubView(hub.occasion, hub.state).isOpen).toBe(false);
    expect(hubDeadline(hub.occasion, hub.state)).toEqual({ name: 'opening', atMilliseconds: opensAt });
    hub.now = opensAt;
    expect(hub.tell({ kind: 'opened' }).told.at(-1)).toBe('900002 placeGiven');
    expect(hubDeadline(hub.occasion, hub.state)).toBeUndefined();
  });

  it('asked for twice are given once', () => {
    const hub = new ToldHub(2).tell(ask('900001'), ask('900001'));
    expect(hubView(hub.occasion, hub.state).enhancedTaken).toBe(1);
  });

  it('that are added go to those who wait, all told; those cut are taken from nobody', () => {
    const hub = new ToldHub().tell(ask('900001'), ask('900002'), ask('900003'), capacity(3));
    expect(hub.told.slice(-2)).toEqual(['900002 placeGiven', '900003 placeGiven']);
    expect(hubView(hub.tell(capacity(0)).occasion, hub.state)).toMatchObject({ enhancedPlaces: 0, enhancedTaken: 3 });
  });

  it('are never more than the capacity, each school stands once, and each that has one was told', () => {
    const urn = fc.constantFrom('900001', '900002', '900003', '900004', '900005');
    const message: fc.Arbitrary<HubMessage> = fc.oneof(
      fc
        .tuple(urn, fc.nat(5), fc.constantFrom('regional' as const, 'enhanced' as const))
        .map(([who, need, pathway]) => ask(who, need, pathway)),
      urn.map(free),
      fc.tuple(fc.nat(4), fc.nat(4)).map(([enhanced, regional]) => capacity(enhanced, regional)),
      fc.constant<HubMessage>({ kind: 'opened' }),
    );
    fc.assert(
      fc.property(fc.array(message, { maxLength: 40 }), (messages) => {
        const hub = new ToldHub();
        for (const next of messages) {
          const before = hub.state.hub.places;
          hub.tell(next);
          const { places, waiting, capacity: now } = hub.state.hub;
          for (const pathway of ['enhanced', 'regional'] as const) {
            const taken = places.filter((place) => place.pathway === pathway).length;
            const held = before.filter((place) => place.pathway === pathway).length;
            expect(taken).toBeLessThanOrEqual(
              Math.max(held, pathway === 'enhanced' ? now.enhancedPlaces : now.regionalPlaces),
            );
          }
          const urns = [...places, ...waiting].map((school) => school.urn);
          expect(new Set(urns).size).toBe(urns.length);
          for (const place of places)
            if (!before.some((known) => known.urn === place.urn)) expect(hub.told).toContain(`${place.urn} placeGiven`);
        }
      }),
    );
  });
});

describe('a change of capacity', () => {
  it.each([
    [{ role: 'hub-manager', regionCode: 'A' }],
    [{ role: 'hub-manager' }],
    [{ role: 'rise-adviser', regionCode: 'H' }],
    [{ role: 'ofsted', regionCode: 'H' }],
  ])('is refused to %j', (who) => {
    expect(
      new ToldHub().refusal(change({ enhancedPlaces: 1, regionalPlaces: 1, reason: 'Staff.' }, { id: 'x', ...who })),
    ).toBe('NotPermitted');
  });

  it.each([
    [{ enhancedPlaces: -1, regionalPlaces: 1, reason: 'Staff.' }, 'OutOfRange'],
    [{ enhancedPlaces: 1.5, regionalPlaces: 1, reason: 'Staff.' }, 'OutOfRange'],
    [{ enhancedPlaces: '1', regionalPlaces: 1, reason: 'Staff.' }, 'OutOfRange'],
    [{ enhancedPlaces: 1, reason: 'Staff.' }, 'OutOfRange'],
    [{ enhancedPlaces: 1, regionalPlaces: 1 }, 'ReasonMissing'],
    [null, 'Malformed'],
  ])('with %j is refused: %s', (body, code) => {
    expect(new ToldHub().refusal(change(body as object))).toBe(code);
  });

  it('on a version that has passed is refused, and the same command counts once', () => {
    const hub = new ToldHub();
    const command = capacity(2);
    expect(hub.refusal({ ...command, expectedVersion: 0 })).toBe('StaleVersion');
    const { state } = hub.tell(command);
    expect(hub.refusal({ ...command, expectedVersion: 0 })).toBeUndefined();
    expect(hub.tell(command).state).toBe(state);
  });

  it('that was refused as a signal is looked at anew', () => {
    const hub = new ToldHub();
    const command = capacity(2);
    hub.state = hubNotApplied(hub.occasion, hub.state, command, 'Refused.').state;
    expect(hub.state.log.at(-1)).toMatchObject({ isAccepted: false, cause: { actor: { id: 'manager' } } });
    expect(hub.tell(command).state.hub.capacity.enhancedPlaces).toBe(2);
  });
});

test('a hub whose year is over gives no place and takes no decision', () => {
  const hub = new ToldHub().tell({ kind: 'yearEnded' });
  const { state } = hub;
  expect(hub.tell(ask('900001'), { kind: 'yearEnded' }).state).toBe(state);
  expect(hub.refusal(capacity(3))).toBe('WrongStage');
});

test('each transition is one version on, with the view it led to', () => {
  const hub = new ToldHub().tell(ask('900001'), ask('900002'), capacity(2), free('900001'), { kind: 'yearEnded' });
  const records = hub.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  expect(records.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(records.at(-1)?.view).toEqual(hubView(hub.occasion, hub.state));
});
