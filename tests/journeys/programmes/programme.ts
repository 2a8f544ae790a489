import { ServiceError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { type SupportInput } from '../../../domain/support/messages.js';
import { supportId } from '../../../contracts/workflow-ids.js';
import { addDays, type DateWindow } from '../../../domain/shared/dates.js';
import { beginMilestones, type Milestone } from '../../../domain/support/milestones.js';
import { dateAt } from '../../../domain/shared/school-calendar.js';

type Planned =
  | { readonly on: string; readonly milestone: Milestone; readonly days: number }
  | { readonly on: string; readonly windows: readonly DateWindow[] };

const manager = { id: 'hub-manager-1', role: 'hub-manager', regionCode: 'H' } as const;

/**
 * What befalls one enhanced programme in its year: seven steps in ten are reached in time, a quarter late, the rest never; a third of the
 * programmes meet local shocks, which move what is due.
 */
export class Programme {
  readonly input: SupportInput;
  readonly id: string;
  shocks = 0;
  reached = 0;
  missed = 0;
  refused = 0;
  readonly #client: Client;
  #plan: readonly Planned[];

  constructor(client: Client, input: SupportInput, draw: () => number) {
    this.#client = client;
    this.input = input;
    this.id = supportId(input.academicYear, input.urn);
    const startedOn = addDays(dateAt(input.calendar, input.calendar.startsAtMilliseconds), 10);
    const { steps } = beginMilestones('enhanced', startedOn, input.calendar);
    const reached = steps.flatMap(({ milestone, dueOn, days }, index): Planned[] => {
      const luck = draw();
      if (luck < 0.95 || index === 0) {
        const late = luck < 0.7 ? -1 - Math.floor(8 * draw()) : 2 + Math.floor(20 * draw());
        if (late > 0) this.missed += 1;
        return [{ on: addDays(dueOn, late), milestone, days }];
      }
      this.missed += 1;
      return [];
    });
    this.#plan = [...reached, ...shocksFrom(startedOn, draw)].sort((a, b) => a.on.localeCompare(b.on));
  }

  /** Does what is to be done by the date. A step that is refused, because the school has no place just now, is tried again later. */
  async until(date: string): Promise<void> {
    while (this.#plan[0] && this.#plan[0].on <= date) {
      const [next, ...rest] = this.#plan;
      if ('windows' in next) {
        const { windows } = next;
        await this.#client.workflow
          .getHandle(this.id)
          .signal('daysSetAsideChanged', { kind: 'daysSetAsideChanged', windows });
        this.shocks += 1;
      } else if (!(await this.#reach(next, date))) return;
      this.#plan = rest;
    }
  }

  get isDone(): boolean {
    return this.#plan.length === 0;
  }

  async #reach(step: Extract<Planned, { readonly milestone: Milestone }>, date: string): Promise<boolean> {
    const body = { milestone: step.milestone, reachedOn: date, evidence: 'Signed minutes.', days: step.days };
    const commandId = `${this.id} ${step.milestone} ${step.on}`;
    try {
      await this.#client.workflow.getHandle(this.id).executeUpdate('recordMilestone', {
        args: [{ commandId, actor: manager, body }],
        updateId: commandId,
      });
      this.reached += 1;
      return true;
    } catch (error) {
      // The engine refuses an update next to a task that is lost again and again; the same command is taken once, however often it is sent.
      if (!(error instanceof WorkflowUpdateFailedError) && !(error instanceof ServiceError)) throw error;
      this.refused += 1;
      return false;
    }
  }
}

/** One shock of one to four weeks, or two that overlap, of which the first may be revoked afterwards. */
function shocksFrom(startedOn: string, draw: () => number): readonly Planned[] {
  if (draw() >= 1 / 3) return [];
  const windowOn = (from: string): DateWindow => ({ from, to: addDays(from, 6 + Math.floor(21 * draw())) });
  const first = windowOn(addDays(startedOn, 30 + Math.floor(200 * draw())));
  const second = windowOn(addDays(first.from, 1 + Math.floor(6 * draw())));
  const changes = [
    { on: first.from, windows: [first] },
    { on: second.from, windows: [first, second] },
    { on: addDays(second.from, 10), windows: [second] },
  ];
  return changes.slice(0, 1 + Math.floor(3 * draw()));
}
