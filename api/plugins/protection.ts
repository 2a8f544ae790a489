import { fastifyHelmet } from '@fastify/helmet';
import { fastifyRateLimit } from '@fastify/rate-limit';
import { fastifyUnderPressure } from '@fastify/under-pressure';
import { type Api } from '../api.js';
import { ApiProblem } from '../problems.js';
import { isFromThisMachine } from './this-machine.js';

interface Protection {
  readonly isDevelopment: boolean;
  readonly requestsPerMinute: number;
}

const longestLoopDelayMilliseconds = 5_000;

/** Headers, limits and shedding of load. No cache may keep an answer, because it may hold figures. */
export async function installProtection(app: Api, { isDevelopment, requestsPerMinute }: Protection): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], upgradeInsecureRequests: null },
    },
    ...(isDevelopment && { strictTransportSecurity: false }),
  });
  await app.register(fastifyRateLimit, {
    global: false,
    max: requestsPerMinute,
    timeWindow: '1 minute',
    allowList: (request) => isDevelopment && isFromThisMachine(request),
    errorResponseBuilder: () =>
      new ApiProblem('TooManyRequests', 'You have sent too many requests. Wait a little, then send fewer at a time.'),
  });
  await app.register(fastifyUnderPressure, {
    maxEventLoopDelay: longestLoopDelayMilliseconds,
    retryAfter: 5,
    customError: class extends ApiProblem {
      constructor() {
        super('Busy', 'The service is busy. Try again in a few seconds.');
      }
    },
  });
  app.addHook('onRequest', app.rateLimit());
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store');
    done();
  });
}
