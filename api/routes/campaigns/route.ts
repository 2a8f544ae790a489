import { campaignId } from '../../../contracts/workflow-ids.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { notFound } from '../../problems.js';
import { countArchive } from '../../../database/archive.js';
import { lessonsOfRecord } from '../../../database/model-records.js';
import { countSchoolYears } from '../../../database/school-years/school-years.js';
import { presentStartingPoint } from '../model-records/starting-point.js';
import { withNotice } from '../shared/present.js';
import { answers, yearParams } from '../shared/schemas.js';
import { askProgress } from './ask-progress.js';
import { campaignDecisionRoutes } from './decisions.js';
import { presentProgress } from './presenter.js';
import { progressStreamRoute } from './progress-stream.js';
import { campaignSchema, startedSchema } from './schema.js';
import { startRoute } from './start.js';

const tags = ['campaigns'];

/** A year's campaign: starting it, following it, and the decisions about it. */
export function campaignRoutes(app: Api, context: ApiContext): void {
  startRoute(app, context);
  readRoute(app, context);
  sweepRoute(app, context);
  progressStreamRoute(app, context);
  campaignDecisionRoutes(app, context);
}

function readRoute(app: Api, { db, gateway, notice }: ApiContext): void {
  const config = { action: 'read-campaign' } as const;
  const schema = { tags, summary: 'read a campaign', params: yearParams, response: answers({ 200: campaignSchema }) };
  app.get('/campaigns/:academicYear', { config, schema }, async (request, reply) => {
    const { academicYear } = request.params;
    const [progress, counts, archive] = await Promise.all([
      askProgress(gateway, academicYear),
      countSchoolYears(db, academicYear),
      countArchive(db, academicYear),
    ]);
    if (!progress) throw notFound('campaign of this year');
    const { modelVersion } = progress;
    reply.header('etag', `"${progress.version}"`);
    return withNotice(notice, {
      ...presentProgress(progress),
      academicYear,
      ...(modelVersion !== undefined && {
        startsFrom: presentStartingPoint(academicYear, await lessonsOfRecord(db, modelVersion)),
      }),
      schoolsByStage: { ...counts.byStage },
      schoolsByOutcome: { ...counts.byOutcome },
      archive,
    });
  });
}

function sweepRoute(app: Api, { gateway }: ApiContext): void {
  const config = { action: 'run-campaign' } as const;
  const schema = {
    tags,
    summary: 'archive closed histories now',
    params: yearParams,
    response: answers({ 202: startedSchema }),
  };
  app.post('/campaigns/:academicYear/sweep', { config, schema }, async (request, reply) => {
    const { academicYear } = request.params;
    if (!(await gateway.sweep(academicYear))) throw notFound('campaign of this year that runs');
    return reply.code(202).send({ workflowId: campaignId(academicYear) });
  });
}
