import { type Database } from '../database.js';

export interface StandingRow {
  readonly urn: string;
  readonly workflow_id: string;
  readonly version: number;
  readonly stage: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly audit_version: number | null;
  readonly audit_stage: string | null;
  readonly audit_status: string | null;
  readonly audit_outcome: string | null;
  readonly audit_rows: number | null;
  readonly audit_lowest: number | null;
  /** The run that the newest row comes from. */
  readonly audit_run: string | null;
  readonly audit_runs: number | null;
}

/**
 * What the read model and the newest versioned audit row say of each school-year that has a workflow, in the order of the URNs.
 * A signalled command that was not applied has a version too, so the newest row need not be an accepted one.
 */
export async function listStandings(
  db: Database,
  academicYear: string,
  urns?: readonly string[],
): Promise<StandingRow[]> {
  const { rows } = await db.raw<{ rows: StandingRow[] }>(
    `
    select view.urn, view.workflow_id, view.version, view.stage, view.status, view.outcome,
      newest.version as audit_version, newest.body->'view'->>'stage' as audit_stage,
      newest.body->'view'->>'status' as audit_status, newest.body->'view'->>'outcome' as audit_outcome,
      counted.rows as audit_rows, counted.lowest as audit_lowest, newest.run_id as audit_run, counted.runs as audit_runs
    from school_year_view view
    left join lateral (
      select version, run_id, body from audit_log where workflow_id = view.workflow_id and version is not null
      order by version desc limit 1
    ) newest on true
    left join lateral (
      select count(*)::int as rows, min(version) as lowest, count(distinct run_id)::int as runs
      from audit_log where workflow_id = view.workflow_id and version is not null
    ) counted on true
    where view.academic_year = :academicYear and view.workflow_id is not null
      ${urns ? 'and view.urn = any(:urns)' : ''}
    order by view.urn`,
    { academicYear, ...(urns && { urns: [...urns] }) },
  );
  return rows;
}
