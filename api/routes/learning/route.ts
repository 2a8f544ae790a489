import { z } from 'zod';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { notFound } from '../../problems.js';
import { findLearning } from '../../../database/learning/learning.js';
import { withNotice } from '../shared/present.js';
import { answers, notice, yearParams } from '../shared/schemas.js';

const learningSchema = z.object({
  academicYear: z.string(),
  madeAt: z.string(),
  report: z
    .unknown()
    .describe('Findings of the year, as data; no school is named. Parts without enough data are left out.'),
  text: z.string().describe('The same in plain English.'),
  notice,
});

/** The learning report of a closed year. */
export function learningRoutes(app: Api, context: ApiContext): void {
  const config = { action: 'read-learning' } as const;
  const schema = {
    tags: ['learning'],
    summary: 'read the learning report of a closed year',
    params: yearParams,
    response: answers({ 200: learningSchema }),
  };
  app.get('/learning/:academicYear', { config, schema }, async (request) => {
    const row = await findLearning(context.db, request.params.academicYear);
    if (!row) throw notFound('learning report of this year; it is made when the year is closed');
    const { academic_year: academicYear, made_at: madeAt, report, text } = row;
    return withNotice(context.notice, { academicYear, madeAt: madeAt.toISOString(), report, text });
  });
}
