import { setTimeout as pause } from 'node:timers/promises';
import { type Database } from './database.js';
import { recordConflictKind } from './recording/record-conflict.js';

/** A decision that a workflow has taken. */
export interface TakenDecision {
  readonly workflowId: string;
  readonly commandId: string;
}

/** `conflict`: the run that took it disagrees with the log and was stopped, so it never will be. `not-yet`: not in time; it still comes. */
export type Recorded = 'recorded' | 'conflict' | 'not-yet';

/** A record follows its decision within some 50 milliseconds; the first look is worth it only a little later. */
const firstPauseMilliseconds = 15;
const longestPauseMilliseconds = 200;

/**
 * Waits until a decision has been recorded, so that people who decide read their own decision next. The row of the log and the read model are
 * one transaction.
 */
export async function untilRecorded(
  db: Database,
  decision: TakenDecision,
  waitMilliseconds: number,
): Promise<Recorded> {
  const giveUpAt = Date.now() + waitMilliseconds;
  for (let wait = firstPauseMilliseconds; ; wait = Math.min(wait * 1.5, longestPauseMilliseconds)) {
    await pause(wait);
    const found = await Promise.race([
      look(db, decision),
      pause(Math.max(0, giveUpAt - Date.now()), 'not-yet' as const),
    ]);
    if (found !== 'not-yet' || Date.now() > giveUpAt) return found;
  }
}

/** A run that was stopped takes no further decision; one that was started after it does, and its rows follow the conflict. */
async function look(db: Database, { workflowId, commandId }: TakenDecision): Promise<Recorded> {
  const rows = await db('audit_log')
    .where({ workflow_id: workflowId })
    .andWhere((either) => {
      void either.where({ command_id: commandId, is_accepted: true }).orWhere({ kind: recordConflictKind });
    })
    .orderBy('id')
    .select<{ id: string; kind: string }[]>('id', 'kind');
  if (rows.some(({ kind }) => kind !== recordConflictKind)) return 'recorded';
  const conflict = rows.at(-1);
  if (!conflict) return 'not-yet';
  const later = await db('audit_log')
    .where({ workflow_id: workflowId })
    .whereNotNull('version')
    .andWhere('id', '>', conflict.id)
    .first<object | undefined>('id');
  return later ? 'not-yet' : 'conflict';
}
