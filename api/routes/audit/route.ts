import { type Database } from '../../../database/database.js';
import { z } from 'zod';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { listAudit, type AuditLogRow } from '../../../database/audit-log.js';
import { isSuspended } from '../../../database/suspensions.js';
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
  runId: z.string().exactOptional().describe('The run of the workflow that recorded the row.'),
  at: z.string(),
  actorId: z.string().exactOptional(),
  actorRole: z.string().exactOptional(),
  kind: z.string(),
  commandId: z.string().exactOptional(),
  isAccepted: z.boolean(),
  note: z.string(),
  body: z.unknown().describe('Not shown while a recall holds the school; the hashes then cannot be computed again.'),
  previousHash: z.string(),
  hash: z.string(),
});

type AuditItem = z.output<typeof rowSchema>;

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
    const isHeld = await isOfSuspended(db, workflowId);
    return withNotice(notice, { items: rows.map((row) => (isHeld ? withheld(present(row)) : present(row))), ...page });
  });
}

/** A school-year or a support whose school a recall holds. */
async function isOfSuspended(db: Database, workflowId: string): Promise<boolean> {
  const [, year, urn] = /^(?:school-year|support)\/(\d{6})\/(\d{6})$/.exec(workflowId) ?? [];
  return year !== undefined && urn !== undefined && (await isSuspended(db, year, urn));
}

/** Who did what, and when, is shown even then, so that a recall can be followed. Figures, and people's words that may hold one, are not. */
const withheld = (row: AuditItem): AuditItem => ({
  ...row,
  ...(row.actorId !== undefined && { note: whileSuspended }),
  body: { withheld: whileSuspended },
});

const whileSuspended = 'Not shown while the school-year is suspended.';

const present = (row: AuditLogRow): AuditItem => ({
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
    runId: row.run_id,
    actorId: row.actor_id,
    actorRole: row.actor_role,
    commandId: row.command_id,
  }),
});
