import { fastifyAccepts } from '@fastify/accepts';
import { fastifySSE } from '@fastify/sse';
import { fastify, type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { untilRecorded } from '../database/recorded.js';
import { type Api } from './api.js';
import { createAuditWriter } from './audit-writer.js';
import { type ApiContext, type ApiDependencies } from './context.js';
import { createGateway } from './engine/gateway.js';
import { installAuthorisation } from './plugins/authorise.js';
import { describeError, installErrors } from './plugins/errors.js';
import { answersBeforeRouting } from './plugins/before-routing.js';
import { installOpenApi, openApiRoute } from './plugins/open-api.js';
import { installProtection } from './plugins/protection.js';
import { collectRoutes } from './plugins/route-table.js';
import { installSignIn } from './plugins/sign-in.js';
import { installSuspension } from './plugins/suspension.js';
import { areaEventRoutes } from './routes/area-events/route.js';
import { suggestionRoutes } from './routes/area-events/suggestions.js';
import { auditRoutes } from './routes/audit/route.js';
import { batchRoutes } from './routes/batches/route.js';
import { campaignRoutes } from './routes/campaigns/route.js';
import { changedSchoolRoutes } from './routes/changed-schools/route.js';
import { healthRoutes } from './routes/health/route.js';
import { hubRoutes } from './routes/hubs/route.js';
import { modelRecordRoutes } from './routes/model-records/route.js';
import { learningRoutes } from './routes/learning/route.js';
import { monthlyReturnRoutes } from './routes/monthly-returns/route.js';
import { namingRoutes } from './routes/naming/route.js';
import { noticeRoutes } from './routes/notices/route.js';
import { recallRoutes } from './routes/recalls/route.js';
import { reconciliationRoutes } from './routes/reconciliation/route.js';
import { schoolYearDecisionRoutes } from './routes/school-years/decisions.js';
import { schoolYearRoutes } from './routes/school-years/route.js';
import { signInRoutes } from './routes/sign-in/route.js';
import { supportRoutes } from './routes/support/route.js';
import { toolkitRoutes } from './routes/toolkits/route.js';

const jsonBodyBytes = 64 * 1024;
/** Longer than any part of an address that means something, so that a long one is looked up and not found. */
const longestPart = 1_000;
const requestMilliseconds = 120_000;
const requestsPerMinute = 1_200;

/** The API, ready for `inject` or `listen`. It turns requests into messages and reads; the decisions are the workflows'. */
export async function buildApi(dependencies: ApiDependencies): Promise<Api> {
  const app: Api = fastify({
    loggerInstance: careful(dependencies.logger),
    bodyLimit: jsonBodyBytes,
    requestTimeout: requestMilliseconds,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: longestPart },
    ...answersBeforeRouting,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // Everything that is read here is JSON, CSV or a form; each route adds what else it takes.
  app.removeContentTypeParser('text/plain');
  const context = contextOf(app, dependencies);
  installErrors(app, collectRoutes(app));
  await installProtection(app, {
    isDevelopment: dependencies.isDevelopment,
    requestsPerMinute: dependencies.requestsPerMinute ?? requestsPerMinute,
  });
  installNotice(app, context.notice);
  await installSignIn(app, dependencies.signInSecret);
  installAuthorisation(app, context);
  installSuspension(app, context);
  await installOpenApi(app, dependencies.buildId);
  await app.register(fastifyAccepts);
  await app.register(fastifySSE);
  await app.register((scope) => installRoutes(scope.withTypeProvider<ZodTypeProvider>(), context), {
    prefix: '/api/v1',
  });
  return app;
}

const defaultEngineWaitMilliseconds = 5_000;

function contextOf(app: Api, dependencies: ApiDependencies): ApiContext {
  const { db, client, terms, isDevelopment, buildId, banner, engineWaitMilliseconds } = dependencies;
  let isStopping = false;
  app.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  return {
    db,
    terms,
    isDevelopment,
    buildId,
    gateway: createGateway(client, engineWaitMilliseconds ?? defaultEngineWaitMilliseconds),
    audit: createAuditWriter(db),
    untilRecorded: (decision) => untilRecorded(db, decision, engineWaitMilliseconds ?? defaultEngineWaitMilliseconds),
    isStopping: () => isStopping,
    ...(banner !== undefined && { notice: banner }),
  };
}

async function installRoutes(app: Api, context: ApiContext): Promise<void> {
  openApiRoute(app);
  healthRoutes(app, context);
  signInRoutes(app, context);
  schoolYearRoutes(app, context);
  schoolYearDecisionRoutes(app, context);
  changedSchoolRoutes(app, context);
  supportRoutes(app, context);
  toolkitRoutes(app, context);
  hubRoutes(app, context);
  campaignRoutes(app, context);
  namingRoutes(app, context);
  noticeRoutes(app, context);
  auditRoutes(app, context);
  batchRoutes(app, context);
  modelRecordRoutes(app, context);
  recallRoutes(app, context);
  reconciliationRoutes(app, context);
  learningRoutes(app, context);
  areaEventRoutes(app, context);
  suggestionRoutes(app, context);
  await monthlyReturnRoutes(app, context);
}

/** Where real schools meet simulated decisions, every answer says so. */
function installNotice(app: Api, notice: string | undefined): void {
  if (notice === undefined) return;
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-abie-notice', notice);
    done();
  });
}

/** A library's own log lines may hold an error; its text never gets into the log. */
const careful = (logger: FastifyBaseLogger): FastifyBaseLogger =>
  logger.child({}, { serializers: { err: describeError, error: describeError } });
