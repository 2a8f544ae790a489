import { type Database } from './database.js';
import { setTimeout as pause } from 'node:timers/promises';

/** A version of a workflow's log. */
export interface RecordedVersion {
  readonly workflowId: string;
  readonly version: number;
}

/** A record follows its decision within some 50 milliseconds; the first look is worth it only a little later. */
const firstPauseMilliseconds = 15;
const longestPauseMilliseconds = 200;

/**
 * Waits until a version has been recorded, so that people who decide read their own decision next. The row of the log and the read model are
 * one transaction. @returns false when it has not been recorded in time; the decision holds all the same.
 */
export async function untilRecorded(
  db: Database,
  { workflowId, version }: RecordedVersion,
  waitMilliseconds: number,
): Promise<boolean> {
  const giveUpAt = Date.now() + waitMilliseconds;
  for (let wait = firstPauseMilliseconds; ; wait = Math.min(wait * 1.5, longestPauseMilliseconds)) {
    await pause(wait);
    if (await isRecorded(db, { workflowId, version })) return true;
    if (Date.now() > giveUpAt) return false;
  }
}

const isRecorded = async (db: Database, { workflowId, version }: RecordedVersion): Promise<boolean> =>
  (await db('audit_log').where({ workflow_id: workflowId, version }).first('id')) !== undefined;
