import { z } from 'zod';
import { isReachable } from '../../../database/database.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';

const healthSchema = z.object({
  isHealthy: z.boolean(),
  isDatabaseReachable: z.boolean(),
  isEngineReachable: z.boolean(),
  buildId: z.string(),
});

/** Whether the service can do its work: 200 when database and engine answer, else 503. */
export function healthRoutes(app: Api, { db, gateway, buildId }: ApiContext): void {
  const config = { action: 'open' } as const;
  const schema = {
    tags: ['health'],
    summary: 'is the service healthy',
    security: [],
    response: { 200: healthSchema, 503: healthSchema },
  };
  app.get('/health', { config, schema }, async (_request, reply) => {
    const [isDatabaseReachable, isEngineReachable] = await Promise.all([isReachable(db), gateway.isReachable()]);
    const isHealthy = isDatabaseReachable && isEngineReachable;
    return reply.code(isHealthy ? 200 : 503).send({ isHealthy, isDatabaseReachable, isEngineReachable, buildId });
  });
}
