import { createHash } from 'node:crypto';
import { type FastifyReply } from 'fastify';
import { z } from 'zod';
import { documentPage } from '../../../web/documents/document-page.js';
import { recordFairnessPage } from '../../../web/documents/fairness-page.js';
import { pageStyle } from '../../../web/documents/html.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { answers, yearParams } from '../shared/schemas.js';
import { requireRecord } from './require-record.js';

const config = { action: 'read-model-record' } as const;

/** The only style a page may use is its own, named by its hash. */
const styleHash = createHash('sha256').update(pageStyle).digest('base64');
const pagePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`;

const asPage = (reply: FastifyReply, page: string): FastifyReply =>
  reply.header('content-security-policy', pagePolicy).type('text/html; charset=utf-8').send(page);

/** The same records as pages for people, without a script or anything from elsewhere. */
export function pageRoutes(app: Api, { db }: ApiContext): void {
  const of = (summary: string): { tags: string[]; summary: string; params: typeof yearParams; produces: string[] } => ({
    tags: ['model records'],
    summary,
    params: yearParams,
    produces: ['text/html'],
  });
  const response = answers({ 200: z.string().describe('A page of HTML.') });
  app.get(
    '/model-records/:academicYear/fairness/page',
    { config, schema: { ...of('see the fairness figures as charts and tables'), response } },
    async (request, reply) => {
      const { id, record } = await requireRecord(db, request.params.academicYear);
      return asPage(reply, recordFairnessPage(id, record));
    },
  );
  app.get(
    '/model-records/:academicYear/transparency/page',
    { config, schema: { ...of('see the transparency record as a page'), response } },
    async (request, reply) => {
      const { transparency } = await requireRecord(db, request.params.academicYear);
      return asPage(reply, documentPage(transparency));
    },
  );
}
