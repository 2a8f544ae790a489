import { setTimeout as pause } from 'node:timers/promises';
import pMap from 'p-map';
import { statusQuery } from '../../../contracts/queries.js';
import { campaignId } from '../../../contracts/workflow-ids.js';
import { type AcademicYear } from '../../../domain/shared/academic-year.js';
import { schoolYearQueries } from '../../../domain/school-year/messages/messages.js';
import { type SchoolYearView } from '../../../domain/school-year/state.js';
import { type ApiContext } from '../../context.js';
import { archivedWorkflows } from '../../../database/archive.js';
import { endOfLog } from '../../../database/audit-log.js';
import { listStandings, type StandingRow } from '../../../database/school-years/standings.js';
import { campaignDifferences, type CampaignAnswer } from './compare-campaign.js';
import { differencesOf, type AuditStanding, type Difference, type Standing } from './compare.js';

export interface Reconciliation {
  readonly schools: number;
  readonly reconciled: boolean;
  readonly differences: Difference[];
}

const queriesAtOnce = 8;
/** A record follows its transition within moments; a difference that lasts this long is real. */
const settlingMilliseconds = [500, 2_000];

/** Asks every workflow of the year, and compares the answers with what is recorded. What seems to differ is checked again. */
export async function reconcile(
  context: Pick<ApiContext, 'db' | 'gateway'>,
  academicYear: AcademicYear,
): Promise<Reconciliation> {
  const rows = await listStandings(context.db, academicYear);
  const archived = await archivedWorkflows(context.db, academicYear);
  let schools = await compareAll(context, rows, archived);
  let campaign = await compareCampaign(context, academicYear);
  for (const wait of settlingMilliseconds) {
    if (schools.length + campaign.length === 0) break;
    await pause(wait);
    const urns = [...new Set(schools.flatMap(({ urn }) => urn ?? []))];
    schools = await compareAll(context, await listStandings(context.db, academicYear, urns), archived);
    campaign = await compareCampaign(context, academicYear);
  }
  const differences = [...campaign, ...schools];
  return { schools: rows.length, reconciled: differences.length === 0, differences };
}

async function compareCampaign(
  { db, gateway }: Pick<ApiContext, 'db' | 'gateway'>,
  academicYear: AcademicYear,
): Promise<Difference[]> {
  const workflowId = campaignId(academicYear);
  const [run, workflow, auditLog] = await Promise.all([
    gateway.run(workflowId),
    gateway.query<CampaignAnswer>(workflowId, statusQuery),
    endOfLog(db, workflowId),
  ]);
  return campaignDifferences({ workflowId, run, workflow, auditLog });
}

async function compareAll(
  { gateway }: Pick<ApiContext, 'gateway'>,
  rows: readonly StandingRow[],
  archived: ReadonlySet<string>,
): Promise<Difference[]> {
  const found = await pMap(
    rows,
    async (row) => {
      const [run, status] = await Promise.all([
        gateway.run(row.workflow_id),
        gateway.query<SchoolYearView & { readonly version: number }>(row.workflow_id, schoolYearQueries.status),
      ]);
      const auditLog = auditStanding(row);
      const workflow = status ? workflowStanding(status) : archived.has(row.workflow_id) ? auditLog : undefined;
      return differencesOf({ urn: row.urn, workflow, run, readModel: standingOf(row), auditLog });
    },
    { concurrency: queriesAtOnce },
  );
  return found.flat();
}

const workflowStanding = ({
  version,
  stage,
  status,
  outcome,
}: SchoolYearView & { readonly version: number }): Standing => ({
  version,
  stage,
  status,
  outcome: outcome ?? '',
});

const standingOf = ({ version, stage, status, outcome }: StandingRow): Standing => ({
  version,
  stage,
  status,
  outcome: outcome ?? '',
});

const auditStanding = (row: StandingRow): AuditStanding | undefined =>
  row.audit_version === null
    ? undefined
    : {
        version: row.audit_version,
        stage: row.audit_stage ?? '',
        status: row.audit_status ?? '',
        outcome: row.audit_outcome ?? '',
        rows: row.audit_rows ?? 0,
        lowestVersion: row.audit_lowest ?? 0,
        runId: row.audit_run ?? '',
        runs: row.audit_runs ?? 0,
      };
