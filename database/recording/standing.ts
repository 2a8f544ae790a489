import { type Knex } from 'knex';
import { type RecordInTask, type TaskPosition } from '../../domain/process/transition-record.js';
import { canonical } from '../canonical.js';
import { bodyOf, type TransitionBody } from './transition-body.js';

interface Said {
  readonly kind: string;
  readonly actor_id: string | null;
  readonly actor_role: string | null;
  readonly command_id: string | null;
  readonly is_accepted: boolean;
  readonly note: string;
  readonly body: TransitionBody;
}

interface TransitionRow extends Said {
  readonly version: number;
  readonly attempt: number;
}

/** Rows that a lost workflow task wrote, from the lowest version up. */
export type Superseded = readonly Pick<TransitionRow, 'version' | 'body'>[];

/** What is to be done with a record: nothing, or append it, perhaps in place of what a lost task wrote. */
export type Standing =
  | { readonly is: 'written' }
  | { readonly is: 'late' }
  | { readonly is: 'new'; readonly attempt: number; readonly superseded: Superseded };

/**
 * Compares a record with what the workflow has written. Within one task versions only rise, so a version that is written already is the
 * same task's own, written twice; from a later task it is what a lost task wrote. An earlier task's record comes too late to say anything.
 * The caller's transaction holds the chain's lock.
 */
export async function standingOf<View>(trx: Knex.Transaction, record: RecordInTask<View>): Promise<Standing> {
  const { workflowId, version } = record;
  const order = await orderOf(trx, workflowId, record.task);
  if (order === 'late') return { is: 'late' };
  const top = await trx('audit_log')
    .where({ workflow_id: workflowId })
    .whereNotNull('version')
    .orderBy([
      { column: 'attempt', order: 'desc' },
      { column: 'version', order: 'desc' },
    ])
    .first<Pick<TransitionRow, 'version' | 'attempt'> | undefined>('version', 'attempt');
  if (!top || top.version < version) return { is: 'new', attempt: top?.attempt ?? 1, superseded: [] };
  if (order === 'same') return { is: 'written' };
  const rows = await trx('current_transition')
    .where({ workflow_id: workflowId })
    .andWhere('version', '>=', version)
    .orderBy('version')
    .select<TransitionRow[]>('*');
  const [held] = rows;
  if (held && rows.length === 1 && contentOf(held) === contentOf(saidBy(record))) return { is: 'written' };
  return { is: 'new', attempt: top.attempt + 1, superseded: rows };
}

/** Where the task stands among those that have recorded; it is remembered when it is the latest. */
async function orderOf(
  trx: Knex.Transaction,
  workflowId: string,
  { runStartedAtMilliseconds, historyLength, startedAtMilliseconds }: TaskPosition,
): Promise<'late' | 'same' | 'later'> {
  const position = `{${runStartedAtMilliseconds},${historyLength},${startedAtMilliseconds}}`;
  const { rows } = await trx.raw<{ rows: { order: 'late' | 'same' | 'later' }[] }>(
    `with before as (select position from recording_task where workflow_id = :workflowId),
     raised as (
       insert into recording_task values (:workflowId, :position::bigint[])
       on conflict (workflow_id) do update set position = excluded.position where recording_task.position < excluded.position
     )
     select case
       when (select position from before) > :position::bigint[] then 'late'
       when (select position from before) = :position::bigint[] then 'same'
       else 'later' end as order`,
    { workflowId, position },
  );
  return rows[0]?.order ?? 'later';
}

/** What a transition says, without when it was written: a task that is run again says it at a later moment. */
const contentOf = ({ kind, actor_id, actor_role, command_id, is_accepted, note, body }: Said): string => {
  const { view, notices, reason, publishes, isWithdrawn } = body;
  return JSON.stringify([
    kind,
    actor_id,
    actor_role,
    command_id,
    is_accepted,
    note,
    canonical({ view, notices, reason, publishes, isWithdrawn }),
  ]);
};

const saidBy = <View>({ cause, isAccepted, note, ...record }: RecordInTask<View>): Said => ({
  kind: cause.kind,
  actor_id: cause.actor?.id ?? null,
  actor_role: cause.actor?.role ?? null,
  command_id: cause.commandId ?? null,
  is_accepted: isAccepted,
  note,
  body: bodyOf({ ...record, cause }),
});
