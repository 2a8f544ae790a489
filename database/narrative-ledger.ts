import { type Database, type Table } from './database.js';

interface RequestRow {
  readonly id: string;
  readonly academic_year: string;
  readonly urn: string;
  readonly facts_hash: string;
  readonly prompt_hash: string;
  readonly model: string;
  readonly most_pounds: string | number;
  readonly requested_at: Date;
  readonly answered_at: Date | null;
  readonly outcome: string | null;
  readonly prompt_tokens: number | null;
  readonly completion_tokens: number | null;
  readonly cost_pounds: string | number | null;
  readonly violations: readonly unknown[];
}

interface AnswerRow {
  readonly facts_hash: string;
  readonly answer: unknown;
  readonly created_at: Date;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    narrative_request: Table<RequestRow, 'violations', 'id' | 'violations'>;
    narrative_answer: Table<AnswerRow, 'answer'>;
  }
}

/** A request that is about to be made. */
export interface Intent {
  readonly academicYear: string;
  readonly urn: string;
  readonly factsHash: string;
  readonly promptHash: string;
  readonly model: string;
  /** The most it can cost, in pounds; reserved until the true cost is known. */
  readonly mostPounds: number;
}

interface Bounds {
  readonly budgetPounds: number;
  readonly requestsPerMinute: number;
}

export type Reserved =
  | { readonly kind: 'reserved'; readonly id: string }
  | { readonly kind: 'budget-spent' }
  | { readonly kind: 'wait'; readonly milliseconds: number };

export interface Outcome {
  readonly outcome: string;
  readonly costPounds: number;
  readonly tokens?: { readonly promptTokens: number; readonly completionTokens: number };
  readonly violations?: readonly unknown[];
}

/** A number that no other lock of the product uses. */
const ledgerLock = 4_021_955;

/**
 * Books a request before it is made, across all processes: never more than the campaign's budget, and never more than the limit for a
 * minute. A process that dies in between leaves its reserve booked, so that the budget errs on the safe side.
 */
export const reserve = (db: Database, intent: Intent, { budgetPounds, requestsPerMinute }: Bounds): Promise<Reserved> =>
  db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [ledgerLock]);
    const { rows } = await trx.raw<{ rows: { spent: number; recent: number; wait: number | null }[] }>(
      `select
        (select coalesce(sum(coalesce(cost_pounds, most_pounds)), 0)::float8 from narrative_request where academic_year = ?) as spent,
        count(*)::int as recent,
        extract(epoch from min(requested_at) + interval '60 seconds' - clock_timestamp())::float8 as wait
      from narrative_request where requested_at > clock_timestamp() - interval '60 seconds'`,
      [intent.academicYear],
    );
    const [{ spent, recent, wait } = { spent: 0, recent: 0, wait: null }] = rows;
    if (spent + intent.mostPounds > budgetPounds) return { kind: 'budget-spent' };
    if (recent >= requestsPerMinute) return { kind: 'wait', milliseconds: Math.max(50, 1000 * (wait ?? 1)) };
    const [row] = await trx('narrative_request')
      .insert({
        academic_year: intent.academicYear,
        urn: intent.urn,
        facts_hash: intent.factsHash,
        prompt_hash: intent.promptHash,
        model: intent.model,
        most_pounds: intent.mostPounds,
        requested_at: trx.raw('clock_timestamp()'),
      })
      .returning('id');
    return { kind: 'reserved', id: row?.id ?? '' };
  });

/** The result of the request. */
export async function settle(
  db: Database,
  id: string,
  { outcome, costPounds, tokens, violations }: Outcome,
): Promise<void> {
  await db('narrative_request')
    .where({ id })
    .update({
      outcome,
      cost_pounds: costPounds,
      prompt_tokens: tokens?.promptTokens ?? null,
      completion_tokens: tokens?.completionTokens ?? null,
      violations: JSON.stringify(violations ?? []),
      answered_at: db.raw('clock_timestamp()'),
    });
}

/** An answer that agreed with the facts before, for the same facts, prompt and model; as it was remembered. */
export async function remembered(db: Database, factsHash: string): Promise<unknown> {
  const row = await db('narrative_answer').where({ facts_hash: factsHash }).first('answer');
  return row?.answer;
}

export async function remember(db: Database, factsHash: string, answer: object): Promise<void> {
  await db('narrative_answer')
    .insert({ facts_hash: factsHash, answer: JSON.stringify(answer), created_at: new Date() })
    .onConflict('facts_hash')
    .ignore();
}
