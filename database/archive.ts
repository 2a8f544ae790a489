import { type Database, type Table } from './database.js';
import { type AcademicYear } from '../domain/shared/academic-year.js';

export interface ArchiveRow {
  readonly workflow_id: string;
  readonly run_id: string;
  readonly academic_year: string;
  readonly workflow_type: string;
  readonly event_count: number;
  /** The history as JSON, compressed with gzip. */
  readonly history: Buffer;
  /** Of the JSON. */
  readonly sha256: string;
  readonly build_id: string;
  readonly archived_at: Date;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    history_archive: Table<ArchiveRow>;
  }
}

export interface ArchiveCounts {
  readonly histories: number;
  /** Mean events of a closed school-year, one decimal; missing while none is archived. */
  readonly eventsPerSchoolYear?: number;
}

/** How many histories of the year are archived, and how long a school-year's is. */
export async function countArchive(db: Database, academicYear: AcademicYear): Promise<ArchiveCounts> {
  const row = await db('history_archive')
    .where({ academic_year: academicYear })
    .first<{ histories: string; events: string | null }>(
      db.raw('count(*) as histories'),
      db.raw(`round(avg(event_count) filter (where workflow_type = 'schoolYear'), 1) as events`),
    );
  return { histories: Number(row.histories), ...(row.events !== null && { eventsPerSchoolYear: Number(row.events) }) };
}

/** School-years whose history is archived: their workflow may have left the engine, and the archive speaks for it. */
export async function archivedWorkflows(db: Database, academicYear: string): Promise<ReadonlySet<string>> {
  const rows = await db('history_archive')
    .where({ academic_year: academicYear })
    .select<{ readonly workflow_id: string }[]>('workflow_id');
  return new Set(rows.map(({ workflow_id: workflowId }) => workflowId));
}

/** Whole histories, compressed, with the hash of what they hold; of one workflow only where it is given. None before the first migration. */
export async function readArchive(
  db: Database,
  workflowId: string | undefined,
): Promise<readonly Pick<ArchiveRow, 'workflow_id' | 'history' | 'sha256'>[]> {
  if (!(await db.schema.hasTable('history_archive'))) return [];
  const query = db('history_archive').orderBy('workflow_id');
  if (workflowId !== undefined) query.where({ workflow_id: workflowId });
  return query.select('workflow_id', 'history', 'sha256');
}

/** A run of a workflow. */
export interface Run {
  readonly workflowId: string;
  readonly runId: string;
}

/** Runs of school-years that have ended and are not archived, in the order of their ids; every other process has itself archived. */
export async function notArchived(db: Database, academicYear: string): Promise<readonly Run[]> {
  const { rows } = await db.raw<{ rows: Run[] }>(
    `select workflow_id as "workflowId", run_id as "runId" from school_year_view ended
    where academic_year = :academicYear and stage = 'closed' and ${isNotHeld('ended')}
    order by workflow_id`,
    { academicYear },
  );
  return rows;
}

/** School-years and supports that were begun and whose run is not archived: counted again, because some close while others are archived. */
export async function countOpen(db: Database, academicYear: string): Promise<number> {
  const { rows } = await db.raw<{ rows: { count: string }[] }>(
    `select count(*) from (
      select workflow_id, run_id from school_year_view where academic_year = :academicYear and workflow_id is not null
      union all select workflow_id, run_id from support_view where academic_year = :academicYear
    ) begun
    where ${isNotHeld('begun')}`,
    { academicYear },
  );
  return Number(rows[0]?.count ?? 0);
}

const isNotHeld = (of: string): string =>
  `not exists (select from history_archive held where held.workflow_id = ${of}.workflow_id and held.run_id = ${of}.run_id)`;

/** Archives a history once, by workflow and run. */
export async function insertHistory(db: Database, row: Omit<ArchiveRow, 'archived_at'>): Promise<void> {
  await db('history_archive')
    .insert({ ...row, archived_at: new Date() })
    .onConflict(['workflow_id', 'run_id'])
    .ignore();
}
