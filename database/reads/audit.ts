import { type Knex } from 'knex';

export interface AuditLogRow {
  readonly id: string;
  readonly workflow_id: string;
  readonly run_id: string | null;
  readonly version: number | null;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly actor_role: string | null;
  readonly kind: string;
  readonly command_id: string | null;
  readonly is_accepted: boolean;
  readonly note: string;
  readonly body: unknown;
  readonly previous_hash: string;
  readonly hash: string;
}

/** Rows of one workflow's chain in the order they were written, after a row id; one more than `limit`. */
export const listAudit = (
  db: Knex,
  workflowId: string,
  page: { readonly afterId: string; readonly limit: number },
): Promise<AuditLogRow[]> =>
  db('audit_log')
    .where({ workflow_id: workflowId })
    .andWhere('id', '>', page.afterId)
    .orderBy('id')
    .limit(page.limit + 1)
    .select<AuditLogRow[]>('*')
    .then((rows) => rows);

/** The transitions of one workflow, oldest first: what its decision log says, without asking it. */
export const listTransitions = (db: Knex, workflowId: string): Promise<AuditLogRow[]> =>
  db('audit_log')
    .where({ workflow_id: workflowId })
    .whereNotNull('version')
    .orderBy('version')
    .select<AuditLogRow[]>('*')
    .then((rows) => rows);

export interface NoticeRow {
  readonly id: string;
  readonly workflow_id: string;
  readonly version: number;
  readonly recipient: string;
  readonly about: string;
  readonly at: Date;
}

/** What was told about some workflows, in the order it was told; of some recipients only where they are given. */
export async function listNotices(
  db: Knex,
  workflowIds: readonly string[],
  recipients?: readonly string[],
): Promise<NoticeRow[]> {
  const query = db('notice').whereIn('workflow_id', workflowIds);
  if (recipients) query.whereIn('recipient', recipients);
  return query.orderBy(['at', 'id']).select<NoticeRow[]>('*');
}
