import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';

/** The person that a development sign-in asks for. */
export interface Persona {
  readonly role: string;
  readonly id: string;
  readonly urn?: string;
  readonly regionCode?: string;
}

/** One thing that is wrong with a request, and where in it: `params.urn`, `body.from`. */
export interface RequestError {
  readonly where: string;
  readonly problem: string;
}

/** The API answered with a problem; `code` is stable. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: unknown;

  constructor(status: number, code: string, message: string, body: unknown) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.body = body;
  }

  /** What is wrong with the request, where the API says it point by point. */
  get errors(): readonly RequestError[] {
    return (this.body as { readonly errors?: readonly RequestError[] } | undefined)?.errors ?? [];
  }
}

/** Nothing answers at the address. */
export class ApiUnreachable extends Error {
  constructor(base: string, cause: unknown) {
    super(`No API answers at ${base}. Check the address, or start a stack with: npm start`, { cause });
    this.name = 'ApiUnreachable';
  }
}

/** Something answers that is not this product's API. */
export class NotOurApi extends Error {
  constructor(base: string) {
    super(`What answers at ${base} is not the API of this product. Check the address.`);
    this.name = 'NotOurApi';
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const mostAttempts = 12;

export interface ApiRequest {
  readonly as: Persona;
  readonly method?: 'GET' | 'POST';
  readonly json?: unknown;
  /** Sent as it is, byte for byte. */
  readonly csv?: string | Uint8Array<ArrayBuffer>;
}

/** A client of the product's own API: it can do only what a browser or another system can do. */
export class ApiClient {
  readonly #base: string;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(address: string) {
    this.#base = `${address.replace(/\/$/, '')}/api/v1`;
  }

  /** @throws ApiProblem when the API refuses. */
  async request<Answer>(path: string, { as, method = 'GET', json, csv }: ApiRequest): Promise<Answer> {
    const headers: Record<string, string> = { authorization: `Bearer ${await this.#token(as)}` };
    if (json !== undefined) headers['content-type'] = 'application/json';
    if (csv !== undefined) headers['content-type'] = 'text/csv';
    const body = json === undefined ? csv : JSON.stringify(json);
    const text = await this.#patiently(path, { method, headers, ...(body !== undefined && { body }) });
    if (text === '') return undefined as Answer;
    const answer = jsonIn(text);
    if (answer === undefined) throw new NotOurApi(this.#base);
    return answer as Answer;
  }

  /** The body of an answer, unchanged: a page or a text. @throws ApiProblem when the API refuses. */
  async text(path: string, as: Persona): Promise<string> {
    return this.#patiently(path, { method: 'GET', headers: { authorization: `Bearer ${await this.#token(as)}` } });
  }

  /** Tries again while the engine is too busy to answer: reads change nothing, and a command is taken only once, by its id. */
  async #patiently(path: string, init: RequestInit): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#send(path, init);
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status !== 503 || attempt === mostAttempts) throw error;
        await pause(500 * attempt);
      }
    }
  }

  /** Takes a decision. After a 202 from a slow engine it sends the same command again, which the workflow takes only once. */
  async decide(
    path: string,
    as: Persona,
    decision: { readonly expectedVersion: number; readonly body: unknown; readonly commandId?: string },
  ): Promise<Decided> {
    const json = {
      commandId: decision.commandId ?? randomUUID(),
      expectedVersion: decision.expectedVersion,
      body: decision.body,
    };
    for (;;) {
      const answer = await this.request<Partial<Decided>>(path, { as, method: 'POST', json });
      if (answer.version !== undefined && answer.stage !== undefined)
        return { version: answer.version, stage: answer.stage, commandId: json.commandId };
      await pause(500);
    }
  }

  #token(persona: Persona): Promise<string> {
    const key = JSON.stringify(persona);
    const held = this.#tokens.get(key);
    if (held) return held;
    const asked = this.#patiently('/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(persona),
    }).then((text) => {
      const token = (jsonIn(text) as { readonly token?: string } | undefined)?.token;
      if (token === undefined) throw new NotOurApi(this.#base);
      return token;
    });
    this.#tokens.set(key, asked);
    return asked;
  }

  async #send(path: string, init: RequestInit): Promise<string> {
    const answer = await fetch(`${this.#base}${path}`, init).catch((error: unknown) => {
      throw new ApiUnreachable(this.#base, error);
    });
    const text = await answer.text();
    if (answer.ok) return text;
    const body = jsonIn(text);
    if (typeof body !== 'object' || body === null) throw new NotOurApi(this.#base);
    const problem = body as { readonly code?: string; readonly detail?: string; readonly title?: string };
    throw new ApiProblem(
      answer.status,
      problem.code ?? 'Unknown',
      problem.detail ?? problem.title ?? answer.statusText,
      body,
    );
  }
}

export interface Decided {
  readonly version: number;
  readonly stage: string;
  readonly commandId: string;
}
