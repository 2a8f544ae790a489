import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError, type Client, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, defineSearchAttributeKey } from '@temporalio/common';
import { type Actor } from '../../domain/process/actor.js';
import { type Receipt } from '../../domain/process/command.js';
import { type MonthReported } from '../../domain/school-year/messages/facts.js';
import { type SchoolYearInput } from '../../domain/school-year/messages/input.js';
import { type DecisionKind } from '../../domain/school-year/decisions/index.js';
import { searchAttributeNames } from '../../contracts/search-attributes.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { yearTerms } from '../../academic-years/year-terms.js';
import { type SchoolCalendar } from '../../domain/shared/school-calendar.js';
import { urn, type Urn } from '../../domain/shared/urn.js';

export const someUrn = (number: number): Urn => urn(String(900_000 + number));

/** A school-year's input; a calendar day lasts `dayMilliseconds` and the year begins now. */
function yearInput(school: Urn, dayMilliseconds = 86_400_000): SchoolYearInput {
  const clock = { startsAtMilliseconds: Date.now(), dayMilliseconds };
  return { ...yearTerms('202425', clock), urn: school, laCode: '901', regionCode: 'H' };
}

const actors: Readonly<Partial<Record<string, Actor>>> = {
  analyst: { id: 'analyst-1', role: 'analyst' },
  senior: { id: 'senior-1', role: 'senior-analyst' },
  'hub-manager': { id: 'hub-manager-1', role: 'hub-manager', regionCode: 'H' },
  adviser: { id: 'adviser-1', role: 'rise-adviser', regionCode: 'H' },
};

const actorFor = (who: string, school: Urn): Actor =>
  actors[who] ?? { id: `head-${school}`, role: 'school', urn: school };

/** One school-year of a test: sends what people and machines would. */
export class TestYear {
  readonly urn: Urn;
  readonly input: SchoolYearInput;
  readonly handle: WorkflowHandle;

  private constructor(input: SchoolYearInput, handle: WorkflowHandle) {
    this.urn = input.urn;
    this.input = input;
    this.handle = handle;
  }

  static async start(
    client: Client,
    school: Urn,
    change: (input: SchoolYearInput) => SchoolYearInput = (input) => input,
  ): Promise<TestYear> {
    const input = change(yearInput(school));
    const workflowId = schoolYearId(input.academicYear, school);
    return new TestYear(
      input,
      await client.workflow.start('schoolYear', {
        workflowId,
        taskQueue: taskQueues.schoolYear,
        args: [input],
      }),
    );
  }

  /** The codes of a refused decision, or undefined when it was taken. */
  async refusalOf(who: string, kind: DecisionKind, body: object = {}): Promise<string | undefined> {
    try {
      await this.decide(who, kind, body);
      return undefined;
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure)
        return error.cause.type ?? 'no type';
      throw error;
    }
  }

  async log(): Promise<
    readonly {
      readonly version: number;
      readonly isAccepted: boolean;
      readonly note: string;
      readonly cause: { readonly kind: string };
    }[]
  > {
    await this.settled();
    return this.handle.query('decisionLog');
  }

  /** Takes a decision and waits until it is recorded, as the API does. */
  async decide(who: string, kind: DecisionKind, body: object = {}): Promise<Receipt> {
    const receipt = await this.send(who, kind, body);
    await this.settled();
    return receipt;
  }

  /** Takes a decision; its record may still be on its way. */
  send(who: string, kind: DecisionKind, body: object = {}): Promise<Receipt> {
    const command = { kind, commandId: randomUUID(), actor: actorFor(who, this.urn), body };
    return this.handle.executeUpdate<Receipt, [typeof command]>(kind, { args: [command], updateId: command.commandId });
  }

  async status(): Promise<{
    readonly stage: string;
    readonly version: number;
    readonly status: string;
    readonly outcome?: string;
    readonly referralState?: string;
  }> {
    await this.settled();
    return this.handle.query('status');
  }

  async report(month: MonthReported): Promise<void> {
    await this.handle.signal('monthReported', month);
  }

  /** Waits until every message sent so far has been worked off, its records included. */
  async settled(): Promise<void> {
    for (;;) {
      const { pendingWorkflowTask, pendingActivities } = (await this.handle.describe()).raw;
      if (!pendingWorkflowTask && (pendingActivities ?? []).length === 0) return;
      await pause(20);
    }
  }

  /** Waits for a stage by its search attribute. */
  async until(stage: string): Promise<void> {
    const key = defineSearchAttributeKey(searchAttributeNames.stage, 'KEYWORD');
    while ((await this.handle.describe()).typedSearchAttributes.get(key) !== stage) {
      await pause(50);
    }
  }
}

/** A month of a school with the given absence, per cent of possible sessions. */
export function monthOf(
  calendar: SchoolCalendar,
  position: number,
  absencePercent: number,
  revision = position + 1,
): MonthReported {
  const month = calendar.months[position];
  if (!month) throw new RangeError(`The calendar has no month at ${position}.`);
  const enrolments = 400;
  const possibleSessions = enrolments * month.plannedSessions;
  const absences = Math.round((possibleSessions * absencePercent) / 100);
  return {
    kind: 'monthReported',
    month: month.month,
    revision,
    possibleSessions,
    authorisedAbsenceSessions: absences - Math.round(absences / 3),
    unauthorisedAbsenceSessions: Math.round(absences / 3),
    enrolments,
    persistentlyAbsentEnrolments: 60,
    severelyAbsentEnrolments: 5,
    asOf: month.dueOn,
  };
}
