import { z } from 'zod';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { withNotice } from '../shared/present.js';
import { answers, notice, yearParams } from '../shared/schemas.js';
import { reconcile } from './reconcile.js';

const reconciliationSchema = z.object({
  schools: z.number(),
  reconciled: z.boolean(),
  differences: z.array(
    z.object({
      urn: z.string().exactOptional(),
      workflowId: z.string().exactOptional().describe('The campaign, where it is not a school that differs.'),
      field: z.enum(['version', 'stage', 'status', 'outcome', 'presence', 'versions', 'run']),
      workflow: z.string(),
      readModel: z.string(),
      auditLog: z.string(),
    }),
  ),
  notice,
});

/** Whether workflow, read model and audit log agree about every school of a year, and about its campaign. */
export function reconciliationRoutes(app: Api, context: ApiContext): void {
  const config = { action: 'reconcile' } as const;
  const schema = {
    tags: ['reconciliation'],
    summary: 'compare workflow, read model and audit log',
    params: yearParams,
    response: answers({ 200: reconciliationSchema }),
  };
  app.get('/reconciliation/:academicYear', { config, schema }, async (request) =>
    withNotice(context.notice, { ...(await reconcile(context, request.params.academicYear)) }),
  );
}
