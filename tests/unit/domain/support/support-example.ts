import { type SupportDecision, type SupportInput, type SupportMessage } from '../../../../domain/support/messages.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { instantOf } from '../../../../domain/shared/school-calendar.js';
import { urn } from '../../../../domain/shared/urn.js';
import { openMilestones, type Pathway } from '../../../../domain/support/milestones.js';
import { supportDeadline } from '../../../../domain/support/overdue.js';
import { beginSupport, supportTransition } from '../../../../domain/support/support-process.js';
import { supportRefusal } from '../../../../domain/support/support-refusal.js';
import {
  supportView,
  type SupportEffect,
  type SupportOccasion,
  type SupportState,
  type SupportTransition,
} from '../../../../domain/support/support-state.js';
import { type SupportView } from '../../../../domain/support/support-view.js';
import { exampleCalendar } from '../monitoring/school-year-example.js';

export const school = urn('900001');
const day = exampleCalendar.dayMilliseconds;

let commands = 0;
export function decision(
  kind: SupportDecision['kind'],
  body: object,
  who: object = { id: 'manager', role: 'hub-manager', regionCode: 'H' },
): SupportDecision {
  commands += 1;
  return { kind, commandId: `command-${commands}`, actor: who, body } as SupportDecision;
}

export const milestone = (name: string, change: object = {}): SupportDecision =>
  decision('recordMilestone', {
    milestone: name,
    reachedOn: '2025-02-20',
    evidence: 'A document.',
    days: 0,
    ...change,
  });

/** A support that is told things one after the other, on a clock of its own; it begins on 10 February 2025. */
export class ToldSupport {
  state: SupportState;
  readonly effects: SupportEffect[] = [];
  now = instantOf(exampleCalendar, '2025-02-10');
  readonly #input: SupportInput;

  constructor(pathway: Pathway = 'enhanced', more: Partial<SupportInput> = {}) {
    this.#input = {
      academicYear: academicYear('202425'),
      urn: school,
      regionCode: 'H',
      pathway,
      ground: '2025-01',
      needPoints: 2,
      calendar: exampleCalendar,
      ...more,
    };
    this.state = this.#take(beginSupport(this.occasion));
  }

  get occasion(): SupportOccasion {
    return { input: this.#input, workflowId: `support/202425/${school}`, now: this.now };
  }

  get view(): SupportView {
    return supportView(this.occasion, this.state);
  }

  /** Open steps and when they are due. */
  get due(): readonly string[] {
    return openMilestones(this.state.milestones).map(({ milestone: name, dueOn }) => `${name} ${dueOn}`);
  }

  get deadline(): number | undefined {
    return supportDeadline(this.occasion, this.state)?.atMilliseconds;
  }

  tell(...messages: readonly SupportMessage[]): this {
    for (const message of messages) this.state = this.#take(supportTransition(this.occasion, this.state, message));
    return this;
  }

  refusal(command: SupportDecision): string | undefined {
    return supportRefusal(this.occasion, this.state, command)?.code;
  }

  later(days: number): this {
    this.now += days * day;
    return this;
  }

  /** Waits for the next reminder, as the timer would. */
  ring(): this {
    const at = this.deadline;
    if (at === undefined) throw new Error('Nothing is due.');
    this.now = Math.max(this.now, at);
    return this.tell({ kind: 'deadlinePassed' });
  }

  /** What the world outside is asked to do, without the records. */
  get asked(): readonly SupportEffect[] {
    return this.effects.filter((effect) => effect.do !== 'record');
  }

  #take(next: SupportTransition): SupportState {
    this.effects.push(...next.effects);
    return next.state;
  }
}

export const asked = (hubId = 'HUB-1'): SupportMessage => ({
  kind: 'hubAsked',
  hubId,
  why: [`${hubId} is the nearest.`],
});
export const given = (hubId = 'HUB-1'): SupportMessage => ({ kind: 'placeGiven', hubId });
export const deferred = (hubId = 'HUB-1'): SupportMessage => ({
  kind: 'placeDeferred',
  hubId,
  reasonCode: 'hub-full',
  why: [`All places of ${hubId} are taken.`],
});
