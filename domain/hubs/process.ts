import { causeOf, notApplied } from '../process/change.js';
import { kindsOf, ruleOf } from '../process/decision-table.js';
import { hasSeen } from '../process/log.js';
import { type Process } from '../process/process.js';
import { refusalBy } from '../process/refusal.js';
import { hubDecisions, type HubDecision } from './decisions/index.js';
import {
  freeInWords,
  hubMoved,
  hubSetting,
  hubStage,
  hubView,
  noPlaces,
  roundFor,
  takeAssigned,
  type HubChange,
  type HubEffect,
  type HubOccasion,
  type HubState,
  type HubStep,
} from './hub.js';
import { hubFactKinds, type HubFact, type HubInput, type PlacesAssigned } from './messages.js';
import { type HubView } from './view.js';

/** One hub's year: which schools have its places. One message at a time, so a place is never given twice. */
export const hubProcess: Process<HubInput, HubState, HubDecision, HubFact, HubEffect, HubView> = {
  decisionKinds: kindsOf(hubDecisions),
  factKinds: hubFactKinds,
  begin: (occasion) => {
    const state: HubState = { version: 0, log: [], capacity: occasion.input.capacity, places: [] };
    return hubMoved(occasion, state, { kind: 'hubBegun' }, { set: {}, note: 'The hub’s year begins.' });
  },
  transition,
  refusal: (occasion, state, decision) =>
    refusalBy(
      { subject: 'hub', decisions: hubDecisions, placeOf: ({ regionCode }) => ({ regionCode }), stageOf: hubStage },
      occasion,
      state,
      decision,
    ),
  notApplied: (occasion, state, decision, why) => notApplied(hubSetting(occasion), state, decision, why),
  receipt: (state) => ({ version: state.version, stage: hubStage(state) }),
  view: hubView,
  deadline: ({ input: { opensAtMilliseconds }, now }, state) =>
    hubStage(state) === 'running' && opensAtMilliseconds > now
      ? { name: 'opening', atMilliseconds: opensAtMilliseconds }
      : undefined,
  onDeadline: () => ({ kind: 'opened' }),
  isOver: ({ isEnded }) => isEnded === true,
};

function transition(occasion: HubOccasion, state: HubState, message: HubDecision | HubFact): HubStep {
  if (state.isEnded) return { state, effects: [] };
  if (!('commandId' in message))
    return hubMoved(occasion, state, { kind: message.kind }, changeBy(occasion, state, message));
  if (hasSeen(state, message.commandId)) return { state, effects: [] };
  const cause = { ...causeOf(message), reason: message.body.reason };
  return hubMoved(occasion, state, cause, ruleOf(hubDecisions, message).change(occasion, state, message));
}

function changeBy({ input: { hubId } }: HubOccasion, hub: HubState, fact: HubFact): HubChange {
  switch (fact.kind) {
    case 'placesAssigned':
      return assigned(hubId, hub, fact);
    case 'placeKept': {
      const { urn, pathway } = fact;
      const places = hub.places.some((place) => place.urn === urn) ? hub.places : [...hub.places, { urn, pathway }];
      return {
        set: { places },
        note: `A school has a place that no round has given. ${freeInWords({ ...hub, places })}`,
      };
    }
    case 'placeReleased': {
      const places = hub.places.filter(({ urn }) => urn !== fact.urn);
      const after = { ...hub, places };
      return { set: { places }, note: freeInWords(after), effects: roundFor(hub, after) };
    }
    case 'opened':
      return { set: {}, note: freeInWords(hub), effects: roundFor({ ...hub, capacity: noPlaces }, hub) };
    case 'yearEnded':
      return { set: { isEnded: true }, note: 'The hub’s year is over.' };
  }
}

/** A round uses what hubs have reported. Where a place has gone since, the school is notified and is in the next round. */
function assigned(hubId: string, hub: HubState, fact: PlacesAssigned): HubChange {
  const { places, given, turnedAway } = takeAssigned(hub, fact);
  return {
    set: { places },
    note: `Places given: ${given.length}. ${freeInWords({ ...hub, places })}`,
    effects: [
      ...given.map(({ urn, why }): HubEffect => ({
        do: 'signalSupport',
        urn,
        news: { kind: 'placeGiven', hubId, why },
      })),
      ...turnedAway.map(({ urn }): HubEffect => ({
        do: 'signalSupport',
        urn,
        news: { kind: 'placeDeferred', reasonCode: 'place-gone', why: [placeGone] },
      })),
      ...(turnedAway.length > 0 ? [{ do: 'askForRound' } as const] : []),
    ],
  };
}

const placeGone =
  'The hub no longer had a place when your school was assigned to it. Your school is in the next round.';
