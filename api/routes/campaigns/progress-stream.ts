import { setTimeout as pause } from 'node:timers/promises';
import { type FastifyReply } from 'fastify';
import { type CampaignStage } from '../../../domain/campaign/messages.js';
import { type AcademicYear } from '../../../domain/shared/academic-year.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { ApiProblem, notFound } from '../../problems.js';
import { yearParams } from '../shared/schemas.js';
import { askProgress, type CampaignStatus } from './ask-progress.js';
import { presentProgress } from './presenter.js';

const lookEveryMilliseconds = 500;

/** Stages after which nothing more is started: the stream ends there. */
const lastStages: readonly CampaignStage[] = ['running', 'closed', 'cancelled', 'refused-data', 'refused-model'];

/** Server-sent events: one `progress` event for each change, numbered from 1; ends when every school is started or none will be. */
export function progressStreamRoute(app: Api, context: ApiContext): void {
  const config = { action: 'read-campaign' } as const;
  const schema = {
    tags: ['campaigns'],
    summary: 'follow a campaign (text/event-stream)',
    params: yearParams,
    produces: ['text/event-stream'],
  };
  app.get('/campaigns/:academicYear/progress', { sse: 'only', config, schema }, async (request, reply) => {
    const { academicYear } = request.params;
    const first = await askProgress(context.gateway, academicYear);
    if (!first) throw notFound('campaign of this year');
    // A stream's connection serves nothing else, and a server that stops would wait for it to fall idle.
    reply.header('connection', 'close');
    await follow(context, reply, academicYear, first);
  });
}

async function follow(
  context: ApiContext,
  reply: FastifyReply,
  academicYear: AcademicYear,
  first: CampaignStatus,
): Promise<void> {
  let shown = '';
  let sent = 0;
  let progress = first;
  for (;;) {
    const data = presentProgress(progress);
    const text = JSON.stringify(data);
    if (text !== shown) {
      sent += 1;
      await reply.sse.send({ event: 'progress', id: String(sent), data });
    }
    shown = text;
    if (lastStages.includes(progress.stage)) return;
    await pause(lookEveryMilliseconds);
    if (context.isStopping() || !reply.sse.isConnected) return;
    progress = (await progressIfAnswered(context, academicYear)) ?? progress;
  }
}

/** A stream continues when the engine does not answer for a moment. */
async function progressIfAnswered(
  { gateway }: ApiContext,
  academicYear: AcademicYear,
): Promise<CampaignStatus | undefined> {
  try {
    return await askProgress(gateway, academicYear);
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'EngineUnreachable') return undefined;
    throw error;
  }
}
