import { Client, Connection } from '@temporalio/client';
import { type InjectOptions, type LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type Actor } from '../../../domain/process/actor.js';
import { buildApi } from '../../../api/app.js';
import { type Api } from '../../../api/api.js';
import { type ApiDependencies } from '../../../api/context.js';
import { issueToken } from '../../../api/plugins/sign-in.js';

export const secret = 'a secret of the tests, long enough to sign with';

export interface TestApi {
  readonly app: Api;
  /** Everything that was logged, as text. */
  readonly logged: () => string;
  readonly as: (actor: Actor) => Sender;
  readonly withoutToken: Sender;
}

interface Sender {
  readonly get: (path: string, options?: InjectOptions) => Promise<LightMyRequestResponse>;
  readonly post: (path: string, body?: object, options?: InjectOptions) => Promise<LightMyRequestResponse>;
}

type Given = Pick<ApiDependencies, 'db'> & Partial<ApiDependencies>;

/** The whole API over a real database; with no client of its own, over an engine that is away. Closed after the test. */
export async function testApi(given: Given, before: (app: Api) => void = () => undefined): Promise<TestApi> {
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  const app = await buildApi({
    client: given.client ?? absentEngine(),
    terms: () => undefined,
    signInSecret: secret,
    isDevelopment: true,
    buildId: 'test-build',
    engineWaitMilliseconds: 300,
    logger,
    ...given,
  });
  onTestFinished(() => app.close());
  const sender = (headers: Readonly<Record<string, string>>): Sender => ({
    get: (path, options) =>
      app.inject({ method: 'GET', url: `/api/v1${path}`, ...options, headers: { ...headers, ...options?.headers } }),
    post: (path, body, options) =>
      app.inject({ method: 'POST', url: `/api/v1${path}`, headers, ...(body && { payload: body }), ...options }),
  });
  before(app);
  await app.ready();
  return {
    app,
    logged: () => lines.join(''),
    as: (actor) => sender({ authorization: `Bearer ${issueToken(app, actor)}` }),
    withoutToken: sender({}),
  };
}

/** A client of an address where nothing listens. */
const absentEngine = (): Client =>
  new Client({ connection: Connection.lazy({ address: '127.0.0.1:1', connectTimeout: 100 }) });

export const people = {
  analyst: { id: 'ana', role: 'analyst' },
  seniorAnalyst: { id: 'sam', role: 'senior-analyst' },
  auditor: { id: 'aud', role: 'auditor' },
  operator: { id: 'ops', role: 'operator' },
  head: { id: 'head-900001', role: 'school', urn: '900001' },
  hubManager: { id: 'hub-A', role: 'hub-manager', regionCode: 'A' },
  adviser: { id: 'rise-A', role: 'rise-adviser', regionCode: 'A' },
} as const satisfies Readonly<Record<string, Actor>>;
