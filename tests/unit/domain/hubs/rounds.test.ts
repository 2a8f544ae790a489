import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HubMessage, type PlacesAssigned } from '../../../../domain/hubs/messages.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { beginHubYear, hubTransition } from '../../../../domain/hubs/hub-process.js';
import { type HubEffect, type HubOccasion, type HubYear } from '../../../../domain/hubs/year.js';

const assigned = (...urns: readonly string[]): PlacesAssigned => ({
  kind: 'placesAssigned',
  pathway: 'enhanced',
  schools: urns.map((urn) => ({ urn, needPoints: 1, why: ['It is near.'] })),
});

interface Told {
  readonly state: HubYear;
  readonly effects: readonly string[];
}

/** A hub of so many enhanced places that a round began, and what it asks for, in words. */
function told(enhancedPlaces: number, messages: readonly HubMessage[], asksForRounds = true): Told {
  const occasion: HubOccasion = {
    input: {
      academicYear: academicYear('202425'),
      hubId: 'HUB-1',
      regionCode: 'H',
      capacity: { enhancedPlaces, regionalPlaces: 0 },
      opensAtMilliseconds: 0,
      ...(asksForRounds && { asksForRounds: true as const }),
    },
    workflowId: 'hub/202425/HUB-1',
    now: 1_000,
  };
  let { state } = beginHubYear(occasion);
  const effects: HubEffect[] = [];
  for (const message of messages) {
    const next = hubTransition(occasion, state, message);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects: effects.flatMap(inWords) };
}

function inWords(effect: HubEffect): readonly string[] {
  switch (effect.do) {
    case 'record':
      return [];
    case 'askForRound':
      return ['asks for a round'];
    case 'tellSupport':
      return [`${effect.urn} ${effect.news.kind}`];
  }
}

describe('a hub that a round tells whom to take', () => {
  it('gives its places with the round’s reason, and turns the rest away to the next round', () => {
    const { state, effects } = told(1, [assigned('900001', '900002')]);
    expect(state.hub.places.map(({ urn }) => urn)).toEqual(['900001']);
    expect(state.hub.waiting).toEqual([]);
    expect(effects).toEqual(['900001 placeGiven', '900002 placeDeferred', 'asks for a round']);
  });

  it('told again, gives no second place and says the same', () => {
    const { state, effects } = told(2, [assigned('900001'), assigned('900001')]);
    expect(state.hub.places).toHaveLength(1);
    expect(effects).toEqual(['900001 placeGiven', '900001 placeGiven']);
  });

  it('asks for a round when a place falls free, but not where it began before there were rounds', () => {
    const messages = [assigned('900001'), { kind: 'placeReleased', urn: '900001' } as const];
    expect(told(1, messages).effects.at(-1)).toBe('asks for a round');
    expect(told(1, messages, false).effects).toEqual(['900001 placeGiven']);
  });

  it('is never over capacity and holds each school once, whatever rounds believed', () => {
    const urn = fc.integer({ min: 900_001, max: 900_012 }).map(String);
    const message = fc.oneof(
      fc.array(urn, { maxLength: 6 }).map((urns): HubMessage => assigned(...urns)),
      urn.map((each): HubMessage => ({ kind: 'placeReleased', urn: each })),
    );
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), fc.integer({ min: 0, max: 5 }), (messages, places) => {
        const { hub } = told(places, messages).state;
        const urns = hub.places.map((place) => place.urn);
        expect(urns.length).toBeLessThanOrEqual(places);
        expect(new Set(urns).size).toBe(urns.length);
      }),
    );
  });
});
