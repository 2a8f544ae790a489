import { fastifyMultipart } from '@fastify/multipart';
import { z } from 'zod';
import { type MonthlyReturnProgress } from '../../../domain/school-year/messages/monthly-return.js';
import { statusQuery } from '../../../contracts/queries.js';
import { monthlyReturnId } from '../../../contracts/workflow-ids.js';
import { academicYear } from '../../../domain/shared/academic-year.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { currentActor } from '../../plugins/authorise.js';
import { ApiProblem, notFound } from '../../problems.js';
import { findUpload, storeUpload } from '../../../database/monthly-returns/uploads.js';
import { readYearTerms } from '../../../database/school-years/year-terms.js';
import { withNotice } from '../shared/present.js';
import { answers, yearParams } from '../shared/schemas.js';
import { firstMonth } from './first-month.js';
import { largestFileBytes, sentFile } from './read-file.js';
import { standing } from './standing.js';
import { storedSchema, uploadIdParams, uploadQuery, uploadSchema } from './schema.js';

const tags = ['monthly-returns'];
const config = { action: 'import-monthly-return' } as const;

/** Monthly returns: keeping a file and starting its import, and its result. */
export async function monthlyReturnRoutes(app: Api, context: ApiContext): Promise<void> {
  await app.register(fastifyMultipart, { limits: { fileSize: largestFileBytes, files: 1 } });
  app.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: largestFileBytes }, (_request, body, done) => {
    done(null, body);
  });
  uploadRoute(app, context);
  outcomeRoute(app, context);
}

function uploadRoute(app: Api, { db, gateway, audit, terms }: ApiContext): void {
  const schema = {
    tags,
    summary: 'send a monthly return',
    consumes: ['text/csv', 'multipart/form-data'],
    params: yearParams,
    querystring: uploadQuery,
    body: z.unknown().describe('The CSV of docs/monthly-return.md, as the body itself or as the one file of a form.'),
    response: answers({ 202: storedSchema }),
  };
  app.post(
    '/monthly-returns/:academicYear',
    { config, schema, bodyLimit: largestFileBytes },
    async (request, reply) => {
      const year = request.params.academicYear;
      const actor = currentActor(request);
      const file = await sentFile(request, request.query.fileName);
      const uploadId = await storeUpload(db, { academicYear: year, ...file, uploadedBy: actor.id });
      const workflowId = monthlyReturnId(year, firstMonth(file.content.subarray(0, 4_096)), uploadId);
      const pinned = await readYearTerms(db, year);
      const yearTerms = pinned ?? terms(year);
      await gateway.startMonthlyReturn(workflowId, {
        academicYear: year,
        uploadId,
        importedBy: actor.id,
        ...(pinned && { isCampaignRunning: true }),
        ...(yearTerms && { terms: { calendar: yearTerms.calendar, season: yearTerms.season } }),
      });
      await audit.record({
        workflowId,
        actor,
        kind: 'sendMonthlyReturn',
        isAccepted: true,
        note: 'A monthly return was sent.',
        body: { uploadId },
      });
      return reply.code(202).send({ uploadId, workflowId });
    },
  );
}

function outcomeRoute(app: Api, { db, gateway, notice }: ApiContext): void {
  const schema = {
    tags,
    summary: 'read the result of a monthly return',
    params: uploadIdParams,
    response: answers({ 200: uploadSchema }),
  };
  app.get('/monthly-returns/:uploadId', { config, schema }, async (request) => {
    const { uploadId } = request.params;
    const row = await findUpload(db, uploadId);
    if (!row) throw notFound('upload of this number');
    const workflowId = monthlyReturnId(academicYear(row.academic_year), firstMonth(row.beginning), uploadId);
    const progress = await progressOf({ gateway }, workflowId);
    return withNotice(notice, {
      uploadId,
      workflowId,
      academicYear: row.academic_year,
      fileName: row.file_name,
      sha256: row.sha256,
      uploadedBy: row.uploaded_by,
      uploadedAt: row.uploaded_at.toISOString(),
      ...standing(progress, row.outcome),
    });
  });
}

async function progressOf(
  { gateway }: Pick<ApiContext, 'gateway'>,
  workflowId: string,
): Promise<MonthlyReturnProgress | undefined> {
  try {
    return await gateway.query<MonthlyReturnProgress>(workflowId, statusQuery);
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'EngineUnreachable') return undefined;
    throw error;
  }
}
