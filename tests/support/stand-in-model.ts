import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What the stand-in was asked, as the protocol has it. */
export interface StandInRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: {
    readonly model: string;
    readonly stream?: boolean;
    readonly max_completion_tokens?: number;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly response_format?: {
      readonly type: string;
      readonly json_schema?: { readonly strict?: boolean; readonly name: string; readonly schema: unknown };
    };
  };
}

/** How the stand-in answers: as a real endpoint does when all is well, and in each way in which one does otherwise. */
export type StandInAnswer =
  | { readonly kind: 'content'; readonly content: string; readonly usage?: false }
  | { readonly kind: 'cut-off'; readonly content: string }
  | { readonly kind: 'refusal' }
  | { readonly kind: 'content-filter' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number; readonly code?: string }
  | { readonly kind: 'silence' }
  | { readonly kind: 'stalled'; readonly content: string }
  | { readonly kind: 'broken' }
  | { readonly kind: 'no-json' };

export interface StandIn {
  readonly baseURL: string;
  readonly requests: readonly StandInRequest[];
  /** Called with each request and its number, from 0. */
  answerWith(answer: (request: StandInRequest, index: number) => StandInAnswer): void;
  stop(): Promise<void>;
}

/** A language model's endpoint that speaks the chat completions protocol over HTTP, streamed or not, on a port of its own. */
export async function standInServer(): Promise<StandIn> {
  const requests: StandInRequest[] = [];
  let answer: (request: StandInRequest, index: number) => StandInAnswer = () => ({ kind: 'status', status: 500 });
  const server = createServer((message, response) => {
    void read(message).then((body) => {
      const request: StandInRequest = { path: message.url ?? '', headers: message.headers, body };
      const problem = problemOf(request);
      if (problem !== undefined) {
        sendError(response, { status: 400, message: problem });
        return;
      }
      requests.push(request);
      reply(response, request, answer(request, requests.length - 1));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    requests,
    answerWith: (given) => {
      answer = given;
    },
    stop: () => stopped(server),
  };
}

async function read(message: IncomingMessage): Promise<StandInRequest['body']> {
  let text = '';
  for await (const chunk of message) text += (chunk as Buffer).toString();
  return JSON.parse(text) as StandInRequest['body'];
}

/** A request that a real endpoint would not take. */
function problemOf({ path, headers, body }: StandInRequest): string | undefined {
  if (!path.endsWith('/chat/completions') && !path.includes('/chat/completions?')) return `no such path ${path}`;
  if (headers.authorization === undefined && headers['api-key'] === undefined) return 'no key was sent';
  if (body.messages.length === 0) return 'no messages';
  return body.response_format?.type === 'json_schema' && body.response_format.json_schema?.strict === true
    ? undefined
    : 'the form asked for is not strict';
}

function reply(response: ServerResponse, request: StandInRequest, answer: StandInAnswer): void {
  switch (answer.kind) {
    case 'silence':
      return;
    case 'broken':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id": "1", "choi');
      setTimeout(() => response.destroy(), 10);
      return;
    case 'no-json':
      response.writeHead(200, { 'content-type': 'application/json' }).end('<html>Bad gateway</html>');
      return;
    case 'status':
      sendError(response, { ...answer, message: `status ${answer.status}` });
      return;
    case 'content':
    case 'cut-off':
    case 'stalled':
    case 'refusal':
    case 'content-filter':
      if (request.body.stream === true) sendStream(response, request, answer);
      else sendWhole(response, request, answer);
  }
}

type Completed = Extract<StandInAnswer, { kind: 'content' | 'cut-off' | 'stalled' | 'refusal' | 'content-filter' }>;

const finishOf: Readonly<Record<Completed['kind'], string>> = {
  content: 'stop',
  stalled: 'stop',
  refusal: 'stop',
  'cut-off': 'length',
  'content-filter': 'content_filter',
};

const contentOf = (answer: Completed): string | null => ('content' in answer ? answer.content : null);

function usageOf(request: StandInRequest, content: string): Readonly<Record<string, number>> {
  const prompt = Math.ceil(JSON.stringify(request.body.messages).length / 4);
  const completion = Math.ceil(content.length / 4);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

function sendWhole(response: ServerResponse, request: StandInRequest, answer: Completed): void {
  const content = contentOf(answer);
  response.writeHead(200, { 'content-type': 'application/json' });
  const body = JSON.stringify({
    id: 'stand-in-1',
    object: 'chat.completion',
    created: 0,
    model: request.body.model,
    choices: [
      {
        index: 0,
        finish_reason: finishOf[answer.kind],
        message: { role: 'assistant', content, refusal: answer.kind === 'refusal' ? 'I cannot help with that.' : null },
      },
    ],
    ...(!(answer.kind === 'content' && answer.usage === false) && { usage: usageOf(request, content ?? '') }),
  });
  // Headers and half of the body, and then nothing more.
  if (answer.kind === 'stalled') response.write(body.slice(0, body.length / 2));
  else response.end(body);
}

function sendStream(response: ServerResponse, request: StandInRequest, answer: Completed): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (choices: readonly unknown[], more: object = {}): void => {
    const chunk = {
      id: 'stand-in-1',
      object: 'chat.completion.chunk',
      created: 0,
      model: request.body.model,
      choices,
      ...more,
    };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  const content = contentOf(answer) ?? '';
  if (answer.kind === 'refusal')
    send([{ index: 0, delta: { role: 'assistant', refusal: 'I cannot help with that.' }, finish_reason: null }]);
  for (let at = 0; at < content.length; at += 64)
    send([{ index: 0, delta: { content: content.slice(at, at + 64) }, finish_reason: null }]);
  if (answer.kind === 'stalled') return;
  send([{ index: 0, delta: {}, finish_reason: finishOf[answer.kind] }]);
  send([], { usage: usageOf(request, content) });
  response.end('data: [DONE]\n\n');
}

function sendError(
  response: ServerResponse,
  {
    status,
    message,
    retryAfter,
    code,
  }: { readonly status: number; readonly message: string; readonly retryAfter?: number; readonly code?: string },
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  });
  response.end(JSON.stringify({ error: { message, type: 'stand-in', code: code ?? null, param: null } }));
}

const stopped = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => {
      resolve();
    });
  });
