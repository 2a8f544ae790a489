import { randomUUID } from 'node:crypto';
import { type z } from 'zod';
import { type CampaignInput } from '../../../domain/campaign/messages.js';
import { type YearTerms } from '../../../domain/school-year/messages/input.js';
import { endOfLog } from '../../../database/audit-log.js';
import { campaignId } from '../../../contracts/workflow-ids.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { currentActor } from '../../plugins/authorise.js';
import { ApiProblem } from '../../problems.js';
import { answers, yearParams } from '../shared/schemas.js';
import { developmentStartSchema, startedSchema, startSchema } from './schema.js';

type StartBody = z.output<typeof developmentStartSchema>;

/** 30,000 URNs with their quotes and commas. */
const largestBodyBytes = 512 * 1024;

export function startRoute(app: Api, context: ApiContext): void {
  const { isDevelopment, gateway, audit } = context;
  const config = { action: 'run-campaign' } as const;
  const body: z.ZodType<StartBody> = isDevelopment ? developmentStartSchema : startSchema;
  const schema = {
    tags: ['campaigns'],
    summary: 'start a campaign',
    params: yearParams,
    body,
    response: answers({ 202: startedSchema }),
  };
  app.post('/campaigns/:academicYear', { config, schema, bodyLimit: largestBodyBytes }, async (request, reply) => {
    const { academicYear } = request.params;
    const terms = context.terms(academicYear);
    if (!terms)
      throw new ApiProblem(
        'UnknownYear',
        'No calendar and policies are set for this academic year. Set them up first.',
      );
    const workflowId = campaignId(academicYear);
    const startedBy = currentActor(request);
    const commandId = randomUUID();
    const input = { ...inputOf(terms, request.body), startedBy, commandId };
    if (!(await gateway.startCampaign(input, await endOfLog(context.db, workflowId)))) {
      const note = 'The campaign of this year has already been started. Read it to see its progress.';
      await audit.record({ workflowId, actor: startedBy, kind: 'startCampaign', isAccepted: false, note });
      throw new ApiProblem('AlreadyStarted', note);
    }
    await context.untilRecorded({ workflowId, commandId });
    return reply.code(202).send({ workflowId });
  });
}

function inputOf(
  terms: YearTerms,
  { urns, dayMilliseconds, startsAt, schoolWindowDays, ...sizes }: StartBody,
): Omit<CampaignInput, 'startedBy' | 'commandId'> {
  const calendar = {
    ...terms.calendar,
    ...(dayMilliseconds !== undefined && { dayMilliseconds }),
    ...(startsAt !== undefined && { startsAtMilliseconds: Date.parse(startsAt) }),
  };
  const window = schoolWindowDays === undefined ? {} : { schoolWindowDays, schoolReminderDays: schoolWindowDays / 2 };
  return {
    terms: { ...terms, calendar, decisionPolicy: { ...terms.decisionPolicy, ...window } },
    ...sizes,
    ...(urns && { urns }),
  };
}
