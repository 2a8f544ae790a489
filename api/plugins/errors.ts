import { type FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { type Api } from '../api.js';
import { ApiProblem, problemBody, problemMediaType, problemTypes, type ProblemCode } from '../problems.js';
import { allowedMethods, type RouteTable } from './route-table.js';

/** Answers every error as problem+json. Messages of libraries are never passed on, because they may quote what was sent. */
export function installErrors(app: Api, routes: RouteTable): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.code === 'Internal') request.log.error({ err: error }, 'a request failed');
    return answer(reply, problem);
  });

  app.setNotFoundHandler((request, reply) => {
    const allowed = allowedMethods(routes, request.url);
    if (allowed.length === 0)
      return answer(
        reply,
        new ApiProblem('NotFound', 'There is nothing at this address. /api/v1/openapi.json lists all addresses.'),
      );
    reply.header('allow', allowed.join(', '));
    return answer(reply, new ApiProblem('MethodNotAllowed', `Use ${allowed.join(' or ')}.`));
  });
}

export function answer(reply: FastifyReply, problem: ApiProblem): FastifyReply {
  if (problem.code === 'SignInNeeded') reply.header('www-authenticate', 'Bearer');
  if (problem.code === 'TooManyRequests' || problemTypes[problem.code].status === 503) reply.header('retry-after', '5');
  return reply
    .code(problemTypes[problem.code].status)
    .header('content-type', problemMediaType)
    .send(JSON.stringify(problemBody(problem)));
}

const byStatus: Readonly<Partial<Record<number, readonly [ProblemCode, string]>>> = {
  400: ['Malformed', 'The request could not be read. Send JSON as /api/v1/openapi.json describes it.'],
  406: ['NotAcceptable', 'This address streams events; accept text/event-stream.'],
  413: ['TooLarge', 'The request is larger than this address accepts.'],
  415: ['UnsupportedMediaType', 'Send the content type that /api/v1/openapi.json names for this address.'],
  429: ['TooManyRequests', 'You have sent too many requests. Wait a little, then send fewer at a time.'],
  503: ['Busy', 'The service is busy. Try again in a few seconds.'],
};

function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((fault) => ({
      where: `${error.validationContext ?? 'request'}${fault.instancePath.replace(/^\/$/, '').replaceAll('/', '.')}`,
      problem: fault.message ?? 'does not fit',
    }));
    return new ApiProblem('Malformed', 'Some fields of the request are missing or wrong. `errors` lists each one.', {
      errors,
    });
  }
  const known = byStatus[statusOf(error)];
  return known
    ? new ApiProblem(...known)
    : new ApiProblem('Internal', 'Something went wrong in the service, and has been logged. Try again later.');
}

const statusOf = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;

/** An error without its text: a database quotes values in it, and no figure may reach a log line. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    stack: frames.join('\n'),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
