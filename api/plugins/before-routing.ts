import { type Socket } from 'node:net';
import { type FastifyReply, type FastifyServerOptions } from 'fastify';
import { ApiProblem, problemBody, problemMediaType, problemTypes } from '../problems.js';
import { answer } from './errors.js';

/**
 * Answers of requests that reach no route: an address that cannot be decoded or is too long, an unknown method, headers that are
 * too large. Each is problem+json, as every other error is.
 */
export const answersBeforeRouting: Pick<FastifyServerOptions, 'frameworkErrors' | 'clientErrorHandler'> = {
  frameworkErrors: (error, _request, reply) => {
    // The answer's type depends on its route, and there is none here.
    const plain = reply as unknown as FastifyReply;
    if (error.code === 'FST_ERR_MAX_PARAM_LENGTH') void answer(plain, tooLong());
    else
      void answer(plain, new ApiProblem('Malformed', 'The address could not be read: an escape (%) in it is wrong.'));
  },
  clientErrorHandler: (error, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else answerOnSocket(socket, problemOf(error.code));
  },
};

const tooLong = (): ApiProblem =>
  new ApiProblem('AddressTooLong', 'The address is too long. /api/v1/openapi.json lists all addresses.');

function problemOf(code: string): ApiProblem {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new ApiProblem('HeadersTooLarge', 'The address and headers of a request may have 16 KB together.');
  if (code === 'HPE_INVALID_METHOD')
    return new ApiProblem(
      'MethodNotAllowed',
      'There is no such method. /api/v1/openapi.json lists those of each address.',
    );
  return new ApiProblem('Malformed', 'What was sent is not a request of HTTP.');
}

/** There is no reply to write to yet, so the few lines of the answer are written here. */
function answerOnSocket(socket: Socket, problem: ApiProblem): void {
  const body = JSON.stringify(problemBody(problem));
  const { status, title } = problemTypes[problem.code];
  socket.end(
    [
      `HTTP/1.1 ${status} ${title}`,
      `content-type: ${problemMediaType}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
