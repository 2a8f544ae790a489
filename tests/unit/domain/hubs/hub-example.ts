import { type HubDecision } from '../../../../domain/hubs/decisions/index.js';
import { type HubOccasion, type HubState, type HubStep } from '../../../../domain/hubs/hub.js';
import { type HubFact, type PlacesAssigned } from '../../../../domain/hubs/messages.js';
import { hubProcess } from '../../../../domain/hubs/process.js';
import { type HubView } from '../../../../domain/hubs/view.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';

export const opensAt = 1_000;

/** A hub in one region that receives messages one after the other, a millisecond apart. */
export class TestHub {
  state: HubState;
  readonly effects: HubStep['effects'][number][] = [];
  now: number;
  readonly #capacity: HubOccasion['input']['capacity'];

  constructor(enhancedPlaces = 1, regionalPlaces = 2, now = opensAt + 1_000) {
    this.#capacity = { enhancedPlaces, regionalPlaces };
    this.now = now;
    this.state = this.#take(hubProcess.begin(this.occasion));
  }

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

  get view(): HubView {
    return hubProcess.view(this.occasion, this.state);
  }

  get deadline(): number | undefined {
    return hubProcess.deadline(this.occasion, this.state)?.atMilliseconds;
  }

  send(...messages: readonly (HubDecision | HubFact)[]): this {
    for (const message of messages) {
      this.now += 1;
      this.state = this.#take(hubProcess.transition(this.occasion, this.state, message));
    }
    return this;
  }

  refusal(decision: HubDecision): string | undefined {
    return hubProcess.refusal(this.occasion, this.state, decision)?.code;
  }

  refuse(decision: HubDecision): this {
    this.state = this.#take(hubProcess.notApplied(this.occasion, this.state, decision, 'Refused.'));
    return this;
  }

  /** What the world outside hears, without the records. */
  get sent(): readonly string[] {
    return this.effects.flatMap((effect) => {
      if (effect.do === 'record') return [];
      return effect.do === 'signalSupport' ? [`${effect.urn} ${effect.news.kind}`] : ['asks for a round'];
    });
  }

  #take(next: HubStep): HubState {
    this.effects.push(...next.effects);
    return next.state;
  }
}

let commands = 0;
export function decision(
  kind: HubDecision['kind'],
  body: object | null,
  who: object = { id: 'manager', role: 'hub-manager', regionCode: 'H' },
): HubDecision {
  commands += 1;
  return { kind, commandId: `command-${commands}`, actor: who, body } as HubDecision;
}

export const capacity = (enhancedPlaces: number, regionalPlaces = 2): HubDecision =>
  decision('changeCapacity', { enhancedPlaces, regionalPlaces, reason: 'Staff.' });

export const closing = decision('closeHub', { reason: 'The lead school has another task.' });

export const assigned = (...urns: readonly string[]): PlacesAssigned => ({
  kind: 'placesAssigned',
  pathway: 'enhanced',
  schools: urns.map((urn) => ({ urn, why: ['It is near.'] })),
});

export const freed = (urn: string): HubFact => ({ kind: 'placeReleased', urn });
