import { setTimeout as pause } from 'node:timers/promises';
import { type ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { briefOf, coded, narrativeFrom } from '../../domain/narrative/brief.js';
import { plainNarrative } from '../../domain/narrative/template.js';
import { verifyWhole } from '../../domain/narrative/verify.js';
import { type Violation } from '../../domain/narrative/violation.js';
import { type ReportFacts } from '../../domain/report/facts.js';
import { type Database } from '../../database/database.js';
import { breaker, type Breaker } from './breaker.js';
import { remember, remembered, reserve, settle } from '../../database/narrative-ledger.js';
import { modelClient, type Asked, type Failure, type ModelClient, type Tokens } from './model-client.js';
import { type Narrative, type NarrativeWriter } from './narrative-writer.js';
import { factsHash, instructions, promptHash, type ModelAnswer } from './prompt.js';
import { type ModelSettings } from './settings.js';

/** A draft has a minute, and a school must have its report within it, whatever the model does. */
const patienceMilliseconds = 40_000;
/** Requests for one report: two that the verifier sees, and one more if the endpoint fails once. */
const mostRequests = 3;

interface Writer {
  readonly db: Database;
  readonly settings: ModelSettings;
  readonly client: ModelClient;
  readonly breaker: Breaker;
}

/** Asks a language model, checks its text against the facts, and uses the plain template whenever that fails. */
export function modelWriter(db: Database, settings: ModelSettings): NarrativeWriter {
  const writer: Writer = { db, settings, client: modelClient(settings), breaker: breaker() };
  return { write: (facts) => new Writing(writer, facts).written() };
}

type GaveUp = 'budget-spent' | 'no-turn' | 'resting' | 'disagreed' | Failure;

const becauseOf: Readonly<Record<GaveUp, string>> = {
  'budget-spent': 'the budget for this year is spent',
  'no-turn': 'the model had no turn free in time',
  resting: 'the model did not answer',
  'timed-out': 'the model did not answer',
  unreachable: 'the model did not answer',
  'too-many-requests': 'the model did not answer',
  'server-error': 'the model did not answer',
  'request-refused': 'the model did not take the request',
  declined: 'the model declined',
  'content-filter': 'the model declined',
  'cut-off': 'the model’s text broke off',
  'wrong-form': 'the model’s text was not in the form asked for',
  disagreed: 'the model’s text did not agree with the facts',
};

/** One narrative being written; it counts what is spent on it. */
class Writing {
  readonly #writer: Writer;
  readonly #facts: ReportFacts;
  readonly #hash: string;
  readonly #messages: ChatCompletionMessageParam[];
  readonly #deadline = Date.now() + patienceMilliseconds;
  readonly #verdicts: string[] = [];
  #promptTokens = 0;
  #completionTokens = 0;
  #costPounds = 0;

  constructor(writer: Writer, facts: ReportFacts) {
    this.#writer = writer;
    this.#facts = facts;
    const brief = JSON.stringify(briefOf(facts));
    this.#hash = factsHash(brief, writer.settings.model);
    this.#messages = [
      { role: 'system', content: instructions },
      { role: 'user', content: brief },
    ];
  }

  async written(): Promise<Narrative> {
    const held = (await remembered(this.#writer.db, this.#hash)) as ModelAnswer | undefined;
    const heldText = held && narrativeFrom(held.sections, this.#facts);
    if (heldText !== undefined && verifyWhole(heldText, this.#facts).length === 0) return this.#byModel(heldText, true);
    let remarksMade = 0;
    for (;;) {
      const asked = await this.#ask();
      if (typeof asked === 'string') return this.#byTemplate(asked);
      if (asked.kind === 'failed') {
        if (!(await this.#mayAskAgain(asked))) return this.#byTemplate(asked.failure);
        continue;
      }
      const text = narrativeFrom(asked.answer.sections, this.#facts);
      if (asked.violations.length === 0) {
        await remember(this.#writer.db, this.#hash, asked.answer);
        return this.#byModel(text, false);
      }
      if (remarksMade > 0 || this.#verdicts.length >= mostRequests) return this.#byTemplate('disagreed');
      remarksMade += 1;
      this.#messages.push(
        { role: 'assistant', content: asked.content },
        { role: 'user', content: this.#remarks(asked.violations) },
      );
    }
  }

  /** Books, asks and settles one request. */
  async #ask(): Promise<GaveUp | Verified> {
    const { db, client, settings, breaker: rest } = this.#writer;
    if (rest.isOpen(Date.now())) return 'resting';
    if (Date.now() + settings.timeoutMilliseconds > this.#deadline) return 'no-turn';
    const id = await this.#turn();
    if (id.kind === 'gave-up') return id.because;
    const asked = await client.ask(this.#messages);
    rest.note(asked.kind === 'answered' || !isOutage(asked.failure), Date.now());
    const costPounds = this.#count(asked.tokens);
    const verified = this.#verified(asked);
    const violations = verified.kind === 'answered' ? verified.violations : [];
    const outcome = verdictOf(verified);
    this.#verdicts.push(outcome);
    await settle(db, id.id, { outcome, costPounds, violations, ...(asked.tokens && { tokens: asked.tokens }) });
    return verified;
  }

  #verified(asked: Asked): Verified {
    if (asked.kind === 'failed') return asked;
    return { ...asked, violations: verifyWhole(narrativeFrom(asked.answer.sections, this.#facts), this.#facts) };
  }

  /** Waits for its turn under the shared rate, as long as there is still time for an answer. */
  async #turn(): Promise<
    { readonly kind: 'turn'; readonly id: string } | { readonly kind: 'gave-up'; readonly because: GaveUp }
  > {
    const { db, settings } = this.#writer;
    const { academicYear, urn } = this.#facts;
    const intent = {
      academicYear,
      urn,
      factsHash: this.#hash,
      promptHash,
      model: settings.model,
      mostPounds: this.#mostPounds(),
    };
    for (;;) {
      const reserved = await reserve(db, intent, settings);
      if (reserved.kind === 'reserved') return { kind: 'turn', id: reserved.id };
      if (reserved.kind === 'budget-spent') return { kind: 'gave-up', because: 'budget-spent' };
      if (Date.now() + reserved.milliseconds + settings.timeoutMilliseconds > this.#deadline)
        return { kind: 'gave-up', because: 'no-turn' };
      await pause(reserved.milliseconds);
    }
  }

  /** Tries once more after a failure of the endpoint if there is time left, and waits as long as the endpoint asks. */
  async #mayAskAgain({ failure, waitMilliseconds = 500 }: Extract<Asked, { kind: 'failed' }>): Promise<boolean> {
    const isStumble = isOutage(failure) && failure !== 'timed-out';
    const stumbles = this.#verdicts.filter((verdict) => verdict === failure).length;
    const isInTime = Date.now() + waitMilliseconds + this.#writer.settings.timeoutMilliseconds <= this.#deadline;
    if (!isStumble || stumbles > 1 || this.#verdicts.length >= mostRequests || !isInTime) return false;
    await pause(waitMilliseconds);
    return true;
  }

  #remarks(violations: readonly Violation[]): string {
    const remarks = violations
      .slice(0, 12)
      .map(
        ({ where, found, remedy }) =>
          `- ${coded([where, found].filter((part) => part !== '').join(' → '), this.#facts)}: ${remedy}`,
      );
    return [
      'This does not agree with the facts or the rules. Write all sections again and correct this:',
      ...remarks,
    ].join('\n');
  }

  /** Four characters for each token are usual; three is on the safe side. */
  #mostPounds(): number {
    const { promptPoundsPerMillion, completionPoundsPerMillion, completionTokens } = this.#writer.settings;
    const characters = this.#messages.reduce((sum, { content }) => sum + JSON.stringify(content).length, 0);
    return ((characters / 3) * promptPoundsPerMillion + completionTokens * completionPoundsPerMillion) / 1e6;
  }

  /** If an endpoint reports no tokens, all that were reserved count as used. */
  #count(tokens: Tokens | undefined): number {
    const { promptPoundsPerMillion, completionPoundsPerMillion } = this.#writer.settings;
    const cost = tokens
      ? (tokens.promptTokens * promptPoundsPerMillion + tokens.completionTokens * completionPoundsPerMillion) / 1e6
      : this.#mostPounds();
    this.#promptTokens += tokens?.promptTokens ?? 0;
    this.#completionTokens += tokens?.completionTokens ?? 0;
    this.#costPounds += cost;
    return cost;
  }

  #byModel(text: string, isFromCache: boolean): Narrative {
    return { text, writtenBy: this.#writer.settings.model, record: { writer: 'model', ...this.#spent(isFromCache) } };
  }

  #byTemplate(because: GaveUp): Narrative {
    return {
      text: plainNarrative(this.#facts),
      writtenBy: `plain template, because ${becauseOf[because]}`,
      record: { writer: 'template', ...this.#spent(false), verdicts: [...this.#verdicts, because] },
    };
  }

  #spent(isFromCache: boolean): Omit<Narrative['record'], 'writer'> {
    return {
      model: this.#writer.settings.model,
      promptHash,
      factsHash: this.#hash,
      isFromCache,
      requests: this.#verdicts.length,
      promptTokens: this.#promptTokens,
      completionTokens: this.#completionTokens,
      costPounds: this.#costPounds,
      verdicts: [...this.#verdicts],
    };
  }
}

type Verified =
  | Extract<Asked, { kind: 'failed' }>
  | {
      readonly kind: 'answered';
      readonly answer: ModelAnswer;
      readonly content: string;
      readonly violations: readonly Violation[];
    };

const verdictOf = (verified: Verified): string =>
  verified.kind === 'failed' ? verified.failure : verified.violations.length === 0 ? 'agrees' : 'disagreed';

const isOutage = (failure: Failure): boolean =>
  ['timed-out', 'unreachable', 'too-many-requests', 'server-error'].includes(failure);
