import { z } from 'zod';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { listAudit, type AuditLogRow } from '../../reads/audit.js';
import { keyOfCursor, pageFrom } from '../shared/cursor.js';
import { withNotice, withoutNulls } from '../shared/present.js';
import { answers, pageOf, pageQuery } from '../shared/schemas.js';

const query = z.strictObject({
  ...pageQuery,
  workflowId: z
    .string()
    .min(1)
    .max(200)
    .describe('Such as school-year/202425/900001, or access for refusals that belong to none.'),
});

const rowSchema = z.object({
  id: z.number(),
  workflowId: z.string(),
  version: z.number().exactOptional(),
  attempt: z
    .number()
    .exactOptional()
    .describe('Above 1 where it takes the place of what a lost workflow task wrote from this version on.'),
  at: z.string(),
  actorId: z.string().exactOptional(),
  actorRole: z.string().exactOptional(),
  kind: z.string(),
  commandId: z.string().exactOptional(),
  isAccepted: z.boolean(),
  note: z.string(),
  body: z.unknown(),
  previousHash: z.string(),
  hash: z.string(),
});

/** The audit log of one workflow, in the order it was written. */
export function auditRoutes(app: Api, { db, notice }: ApiContext): void {
  const config = { action: 'read-audit-log' } as const;
  const schema = {
    tags: ['audit'],
    summary: 'read the audit log',
    querystring: query,
    response: answers({ 200: pageOf(rowSchema) }),
  };
  app.get('/audit', { config, schema }, async (request) => {
    const { workflowId, cursor, limit } = request.query;
    const afterId = cursor === undefined ? '0' : keyOfCursor(cursor, /^\d{1,18}$/);
    const { rows, ...page } = pageFrom(await listAudit(db, workflowId, { afterId, limit }), limit, ({ id }) => id);
    return withNotice(notice, { items: rows.map(present), ...page });
  });
}

const present = (row: AuditLogRow): z.output<typeof rowSchema> => ({
  id: Number(row.id),
  workflowId: row.workflow_id,
  at: row.at.toISOString(),
  kind: row.kind,
  isAccepted: row.is_accepted,
  note: row.note,
  body: row.body,
  previousHash: row.previous_hash,
  hash: row.hash,
  ...withoutNulls({
    version: row.version,
    attempt: row.version === null ? null : row.attempt,
    actorId: row.actor_id,
    actorRole: row.actor_role,
    commandId: row.command_id,
  }),
});
