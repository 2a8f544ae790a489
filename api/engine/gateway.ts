import { type Client } from '@temporalio/client';
import { type LogEnd } from '../../database/audit-log.js';
import { type CampaignInput } from '../../domain/campaign/messages.js';
import { type Command } from '../../domain/process/command.js';
import { type AreaEventInput } from '../../domain/monitoring/area-event-messages.js';
import { type MonthlyReturnInput } from '../../domain/school-year/messages/monthly-return.js';
import { type NamingInput } from '../../domain/naming/messages.js';
import { type RecallInput } from '../../domain/recall/messages.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { decide, type DecisionAnswer } from './decide.js';
import { answers } from './reach.js';
import { query, runOf, settles, type EngineRun } from './runs.js';
import { startCampaign, startMonthlyReturn, startOnce, sweep } from './starts.js';
import { Turns } from './turns.js';

/** The API's only way to the engine: no file outside this folder sends an update, a signal, a start or a query. */
export interface Gateway {
  /** Sends a decision as an update whose id names the command and what it says, so that sending it twice changes nothing. */
  decide(workflowId: string, command: Command<string, unknown>): Promise<DecisionAnswer>;
  /** A workflow's answer to a query; undefined when there is no such workflow. @throws ApiProblem EngineUnreachable */
  query<Answer>(workflowId: string, name: string): Promise<Answer | undefined>;
  /** The newest run of a workflow; undefined when the engine knows none. @throws ApiProblem EngineUnreachable */
  run(workflowId: string): Promise<EngineRun | undefined>;
  /** Whether a workflow has handled every message it has, within the time given; also true of one that is over. @throws ApiProblem EngineUnreachable */
  settles(workflowId: string): Promise<boolean>;
  /**
   * Starts the campaign of a year, whose log goes on after its end; false when one runs or has run. One that refused its data or its model, or
   * that the engine stopped, may be started again.
   */
  startCampaign(input: CampaignInput, logged: LogEnd | undefined): Promise<boolean>;
  /** Asks the campaign to archive what has closed; false when there is no campaign. */
  sweep(year: AcademicYear): Promise<boolean>;
  startMonthlyReturn(workflowId: string, input: MonthlyReturnInput): Promise<void>;
  /** Proposes a recall; false when one of this id has been proposed before. */
  startRecall(workflowId: string, input: RecallInput): Promise<boolean>;
  /** Signals the schools of an area; false when this has been signalled before. */
  startAreaEvent(workflowId: string, input: AreaEventInput): Promise<boolean>;
  /** Signals the school-years whose reports a school's answer concerns; false when they have been signalled before. */
  startNaming(workflowId: string, input: NamingInput): Promise<boolean>;
  isReachable(): Promise<boolean>;
}

/** The engine takes ten updates of one workflow at a time and refuses more; here they wait for their turn. */
const updatesAtOnce = 8;

export const createGateway = (client: Client, engineWaitMilliseconds: number): Gateway => {
  const turns = new Turns(updatesAtOnce);
  return {
    decide: (workflowId, command) =>
      decide({ client, turns, waitMilliseconds: engineWaitMilliseconds }, workflowId, command),
    query: (workflowId, name) => query(client, engineWaitMilliseconds, workflowId, name),
    run: (workflowId) => runOf(client, engineWaitMilliseconds, workflowId),
    settles: (workflowId) => settles(client, engineWaitMilliseconds, workflowId),
    startCampaign: (input, logged) => startCampaign(client, input, logged),
    sweep: (year) => sweep(client, year),
    startMonthlyReturn: (workflowId, input) => startMonthlyReturn(client, workflowId, input),
    startRecall: (workflowId, input) =>
      startOnce(client, 'recall', { workflowId, input, staticSummary: `recall ${input.recallId}` }),
    startAreaEvent: (workflowId, input) =>
      startOnce(client, 'areaEvent', { workflowId, input, staticSummary: `area event: ${input.decision.kind}` }),
    startNaming: (workflowId, input) =>
      startOnce(client, 'naming', { workflowId, input, staticSummary: `naming of school ${input.urn}` }),
    isReachable: () => answers(client),
  };
};
