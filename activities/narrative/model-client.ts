import OpenAI, { AzureOpenAI } from 'openai';
import { type ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { answerFormat, readAnswer, type ModelAnswer } from './prompt.js';
import { type ModelSettings } from './settings.js';

export interface Tokens {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

export type Failure =
  | 'timed-out'
  | 'unreachable'
  | 'too-many-requests'
  | 'server-error'
  | 'request-refused'
  | 'declined'
  | 'content-filter'
  | 'cut-off'
  | 'wrong-form';

/** One request and its result, with tokens where the endpoint reports them. */
export type Asked =
  | { readonly kind: 'answered'; readonly answer: ModelAnswer; readonly content: string; readonly tokens?: Tokens }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly tokens?: Tokens;
      /** The wait that the endpoint asks for. */
      readonly waitMilliseconds?: number;
    };

export interface ModelClient {
  ask(messages: readonly ChatCompletionMessageParam[]): Promise<Asked>;
}

interface Reply {
  readonly content: string;
  readonly refusal: string;
  readonly finish: string | null;
  readonly tokens?: Tokens;
}

/** A longer text is not a narrative; its stream is closed at once. */
const longestContent = 20_000;

/** Speaks the chat completions protocol with any endpoint. Never throws, whatever an endpoint does. */
export function modelClient(settings: ModelSettings): ModelClient {
  const client = clientFor(settings);
  return {
    async ask(messages) {
      const signal = AbortSignal.timeout(settings.timeoutMilliseconds);
      try {
        return judged(await reply(client, settings, messages, signal));
      } catch (error) {
        return { kind: 'failed', ...failureOf(error, signal) };
      }
    },
  };
}

function clientFor({ apiKey, baseURL, azureApiVersion, model, timeoutMilliseconds }: ModelSettings): OpenAI {
  const options = { apiKey, maxRetries: 0, timeout: timeoutMilliseconds } as const;
  if (azureApiVersion !== undefined && baseURL !== undefined)
    return new AzureOpenAI({ ...options, endpoint: baseURL, apiVersion: azureApiVersion, deployment: model });
  return new OpenAI({ ...options, ...(baseURL !== undefined && { baseURL }) });
}

async function reply(
  client: OpenAI,
  { model, completionTokens, isStreamed }: ModelSettings,
  messages: readonly ChatCompletionMessageParam[],
  signal: AbortSignal,
): Promise<Reply> {
  const request = {
    model,
    messages: [...messages],
    response_format: answerFormat,
    max_completion_tokens: completionTokens,
  };
  if (isStreamed) return streamedReply(client, request, signal);
  const completion = await client.chat.completions.create(request, { signal });
  const [choice] = completion.choices;
  return {
    content: choice?.message.content ?? '',
    refusal: choice?.message.refusal ?? '',
    finish: choice?.finish_reason ?? null,
    ...(completion.usage && { tokens: tokensOf(completion.usage) }),
  };
}

async function streamedReply(
  client: OpenAI,
  request: Omit<OpenAI.ChatCompletionCreateParamsStreaming, 'stream'>,
  signal: AbortSignal,
): Promise<Reply> {
  const stream = await client.chat.completions.create(
    { ...request, stream: true, stream_options: { include_usage: true } },
    { signal },
  );
  let read: Reply = { content: '', refusal: '', finish: null };
  for await (const { choices, usage } of stream) {
    const [choice] = choices;
    read = {
      ...read,
      content: read.content + (choice?.delta.content ?? ''),
      refusal: read.refusal + (choice?.delta.refusal ?? ''),
      finish: choice?.finish_reason ?? read.finish,
      ...(usage && { tokens: tokensOf(usage) }),
    };
    if (read.content.length > longestContent) {
      stream.controller.abort();
      return { ...read, finish: 'length' };
    }
  }
  // An aborted stream ends without an error.
  signal.throwIfAborted();
  return read;
}

const tokensOf = (usage: { readonly prompt_tokens: number; readonly completion_tokens: number }): Tokens => ({
  promptTokens: usage.prompt_tokens,
  completionTokens: usage.completion_tokens,
});

function judged({ content, refusal, finish, tokens }: Reply): Asked {
  const failed = (failure: Failure): Asked => ({ kind: 'failed', failure, ...(tokens && { tokens }) });
  if (finish === 'content_filter') return failed('content-filter');
  if (refusal !== '') return failed('declined');
  if (finish !== 'stop' || content.length > longestContent) return failed('cut-off');
  const answer = readAnswer(content);
  return answer ? { kind: 'answered', answer, content, ...(tokens && { tokens }) } : failed('wrong-form');
}

function failureOf(
  error: unknown,
  signal: AbortSignal,
): { readonly failure: Failure; readonly waitMilliseconds?: number } {
  if (signal.aborted || error instanceof OpenAI.APIConnectionTimeoutError) return { failure: 'timed-out' };
  if (error instanceof OpenAI.RateLimitError) return { failure: 'too-many-requests', ...waitOf(error.headers) };
  if (error instanceof OpenAI.APIConnectionError) return { failure: 'unreachable' };
  if (error instanceof OpenAI.APIError && error.status !== undefined) {
    if (error.status >= 500) return { failure: 'server-error' };
    return { failure: error.code === 'content_filter' ? 'content-filter' : 'request-refused' };
  }
  // The body is not JSON, or the connection broke in the middle of it.
  return { failure: 'wrong-form' };
}

function waitOf(headers: Headers | undefined): { readonly waitMilliseconds?: number } {
  const seconds = Number(headers?.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? { waitMilliseconds: 1000 * seconds } : {};
}
