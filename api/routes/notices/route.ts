import { z } from 'zod';
import { namingId, schoolYearId, supportId } from '../../../contracts/workflow-ids.js';
import { reachOf } from '../../../domain/process/access-policy.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { currentActor } from '../../plugins/authorise.js';
import { listNotices } from '../../../database/notices.js';
import { withNotice } from '../shared/present.js';
import { answers, notice as noticeSchema, schoolParams } from '../shared/schemas.js';

const noticesSchema = z.object({
  items: z.array(
    z.object({
      id: z.number(),
      workflowId: z.string(),
      version: z.number(),
      recipient: z.string(),
      about: z.string(),
      at: z.string(),
    }),
  ),
  notice: noticeSchema,
});

/** Recipients whose notices a school may read. */
const ownRecipients = ['school', 'responsible-body'];

/** Notices about a school and its support; a school sees those to itself and to its responsible body. */
export function noticeRoutes(app: Api, { db, notice }: ApiContext): void {
  const config = { action: 'read-decision-log', place: 'school' } as const;
  const schema = {
    tags: ['notices'],
    summary: 'read the notices of a school',
    params: schoolParams,
    response: answers({ 200: noticesSchema }),
  };
  app.get('/notices/:academicYear/:urn', { config, schema }, async (request) => {
    const { academicYear, urn } = request.params;
    const isOwn = reachOf(currentActor(request), config.action) === 'own-school';
    const rows = await listNotices(
      db,
      [schoolYearId(academicYear, urn), supportId(academicYear, urn), namingId(academicYear, urn)],
      isOwn ? ownRecipients : undefined,
    );
    const items = rows.map(({ id, workflow_id: workflowId, version, recipient, about, at }) => ({
      id: Number(id),
      workflowId,
      version,
      recipient,
      about,
      at: at.toISOString(),
    }));
    return withNotice(notice, { items });
  });
}
