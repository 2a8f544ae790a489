import { type EngineRun } from '../../engine/runs.js';

/** A school-year as one of the three places has it, without figures. */
export interface Standing {
  readonly version: number;
  readonly stage: string;
  readonly status: string;
  readonly outcome: string;
}

export interface AuditStanding extends Standing {
  /** Versioned rows of the chain; without a gap they are as many as the newest version. */
  readonly rows: number;
  readonly lowestVersion: number;
  /** The run that the newest row comes from. */
  readonly runId: string;
  /** How many runs have rows. */
  readonly runs: number;
}

export interface ThreePlaces {
  readonly urn: string;
  readonly workflow: Standing | undefined;
  /** The newest run that the engine knows; undefined once it has forgotten a closed workflow. */
  readonly run: EngineRun | undefined;
  readonly readModel: Standing;
  readonly auditLog: AuditStanding | undefined;
}

export interface Difference {
  /** The school; missing for a campaign. */
  readonly urn?: string;
  /** Of what is not a school's: the campaign. */
  readonly workflowId?: string;
  readonly field: 'version' | 'stage' | 'status' | 'outcome' | 'presence' | 'versions' | 'run';
  readonly workflow: string;
  readonly readModel: string;
  readonly auditLog: string;
}

const fields = ['version', 'stage', 'status', 'outcome'] as const;

/** Every way in which the workflow, the read model and the audit log disagree about a school-year. */
export function differencesOf({ urn, workflow, run, readModel, auditLog }: ThreePlaces): Difference[] {
  const stopped = run && stoppedFromOutside(run, urn, auditLog);
  if (stopped) return [stopped];
  if (!workflow || !auditLog) {
    return [
      { urn, field: 'presence', workflow: presence(workflow), readModel: 'present', auditLog: presence(auditLog) },
    ];
  }
  const differences = fields
    .map((field) => ({
      urn,
      field,
      workflow: String(workflow[field]),
      readModel: String(readModel[field]),
      auditLog: String(auditLog[field]),
    }))
    .filter((row) => row.workflow !== row.readModel || row.readModel !== row.auditLog);
  const isWhole = auditLog.lowestVersion === 1 && auditLog.rows === auditLog.version;
  if (isWhole) return differences;
  const gap = `${auditLog.rows} rows from ${auditLog.lowestVersion} to ${auditLog.version}`;
  return [
    ...differences,
    { urn, field: 'versions', workflow: String(workflow.version), readModel: String(readModel.version), auditLog: gap },
  ];
}

/**
 * A run that was terminated, or that took the place of another by a reset, in the engine itself: no decision did that, so no log shows it.
 */
function stoppedFromOutside(
  { runId, status }: EngineRun,
  urn: string,
  auditLog: AuditStanding | undefined,
): Difference | undefined {
  const row = { urn, field: 'run', readModel: '' } as const;
  if (!expectedStatuses.includes(status))
    return { ...row, workflow: status.toLowerCase().replaceAll('_', ' '), auditLog: 'no decision did that' };
  if (auditLog && (auditLog.runId !== runId || auditLog.runs > 1))
    return { ...row, workflow: 'reset in the engine', auditLog: `rows of ${auditLog.runs} other runs` };
  return undefined;
}

/** Of a run that nobody stopped. */
export const expectedStatuses: readonly string[] = ['RUNNING', 'COMPLETED'];

const presence = (place: object | undefined): string => (place ? 'present' : 'missing');
