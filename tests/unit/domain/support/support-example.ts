import { academicYear } from '../../../../domain/shared/academic-year.js';
import { instantOf } from '../../../../domain/shared/school-calendar.js';
import { urn } from '../../../../domain/shared/urn.js';
import { type SupportDecision } from '../../../../domain/support/decisions/index.js';
import { type SupportFact, type SupportInput } from '../../../../domain/support/messages.js';
import { openMilestones } from '../../../../domain/support/milestones.js';
import { type Pathway } from '../../../../domain/support/pathway.js';
import { supportProcess } from '../../../../domain/support/process.js';
import {
  type SupportEffect,
  type SupportOccasion,
  type SupportState,
  type SupportStep,
} from '../../../../domain/support/support-state.js';
import { type SupportView } from '../../../../domain/support/support-view.js';
import { exampleCalendar } from '../monitoring/school-year-example.js';

export const school = urn('900001');
const day = exampleCalendar.dayMilliseconds;

export type SupportMessage = SupportDecision | SupportFact;

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

/** A support that receives messages one after the other, on its own clock; it begins on 10 February 2025. */
export class TestSupport {
  state: SupportState;
  readonly effects: SupportStep['effects'][number][] = [];
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
      daysSetAside: [],
      escalation: { overdueDays: 28, waitingDays: 56 },
      ...more,
    };
    this.state = this.#take(supportProcess.begin(this.occasion));
  }

  get occasion(): SupportOccasion {
    return { input: this.#input, workflowId: `support/202425/${school}`, now: this.now };
  }

  get view(): SupportView {
    return supportProcess.view(this.occasion, this.state);
  }

  /** Open steps and when they are due. */
  get due(): readonly string[] {
    return openMilestones(this.state.milestones).map(({ milestone: name, dueOn }) => `${name} ${dueOn}`);
  }

  get deadline(): number | undefined {
    return supportProcess.deadline(this.occasion, this.state)?.atMilliseconds;
  }

  send(...messages: readonly SupportMessage[]): this {
    for (const message of messages)
      this.state = this.#take(supportProcess.transition(this.occasion, this.state, message));
    return this;
  }

  refusal(command: SupportDecision): string | undefined {
    return supportProcess.refusal(this.occasion, this.state, command)?.code;
  }

  /** The signalled decision is not taken. */
  refuse(command: SupportDecision): this {
    this.state = this.#take(supportProcess.notApplied(this.occasion, this.state, command, 'Refused.'));
    return this;
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
    return this.send({ kind: 'deadlinePassed' });
  }

  /** What the world outside is asked to do, without the records. */
  get asked(): readonly SupportEffect[] {
    return this.effects.filter((effect): effect is SupportEffect => effect.do !== 'record');
  }

  #take(next: SupportStep): SupportState {
    this.effects.push(...next.effects);
    return next.state;
  }
}

export const given = (hubId = 'HUB-1'): SupportFact => ({
  kind: 'placeGiven',
  hubId,
  why: [`${hubId} is the nearest.`],
});
export const deferred = (reasonCode = 'all-full'): SupportFact => ({
  kind: 'placeDeferred',
  reasonCode,
  why: ['All places are taken.'],
});
