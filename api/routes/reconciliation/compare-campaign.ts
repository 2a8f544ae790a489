import { type LogEnd } from '../../../database/audit-log.js';
import { type EngineRun } from '../../engine/runs.js';
import { expectedStatuses, type Difference } from './compare.js';

/** The campaign as it answers for itself. */
export interface CampaignAnswer {
  readonly version: number;
  readonly stage: string;
  readonly isHalted?: boolean;
}

export interface CampaignPlaces {
  readonly workflowId: string;
  readonly workflow: CampaignAnswer | undefined;
  /** The newest run that the engine knows. */
  readonly run: EngineRun | undefined;
  readonly auditLog: LogEnd | undefined;
}

/** Every way in which a campaign and its log disagree; it has no row in the read model. A year without a campaign has none. */
export function campaignDifferences({ workflowId, workflow, run, auditLog }: CampaignPlaces): Difference[] {
  const differs: Differs = (field, said, logged) => ({
    workflowId,
    field,
    workflow: said,
    readModel: '',
    auditLog: logged,
  });
  const isOver = auditLog !== undefined && lastStages.includes(auditLog.stage);
  if (!run) return auditLog && !isOver ? [differs('presence', 'missing', 'present')] : [];
  if (!auditLog) return [differs('presence', 'present', 'missing')];
  if (!isOver && !expectedStatuses.includes(run.status))
    return [differs('run', run.status.toLowerCase().replaceAll('_', ' '), 'no decision did that')];
  if (workflow?.isHalted) return [differs('run', 'halted', 'holds another record of a version')];
  const { version, rows } = auditLog;
  return [
    ...(workflow ? standingDifferences(differs, workflow, auditLog) : []),
    ...(rows === version ? [] : [differs('versions', String(workflow?.version ?? ''), `${rows} rows to ${version}`)]),
  ];
}

type Differs = (field: Difference['field'], said: string, logged: string) => Difference;

const standingDifferences = (differs: Differs, workflow: CampaignAnswer, auditLog: LogEnd): Difference[] =>
  (['version', 'stage'] as const)
    .filter((field) => workflow[field] !== auditLog[field])
    .map((field) => differs(field, String(workflow[field]), String(auditLog[field])));

const lastStages: readonly string[] = ['closed', 'refused-data', 'refused-model'];
