import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseRecordConflict } from '../../database/recording/record-conflict.js';
import {
  RecordConflict,
  RecordOfAnotherRun,
  recordTransition,
  type RunRecord,
} from '../../database/recording/record-transition.js';
import { chainOf, isStraight } from '../support/chain.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.dispose());

const recordOf = (workflowId: string, version: number, change: Partial<RunRecord<object>> = {}): RunRecord<object> => ({
  workflowId,
  runId: 'first-run',
  version,
  atMilliseconds: version * 1000,
  cause: { kind: 'deadlinePassed', reason: 'review' },
  isAccepted: true,
  note: `Step ${version}.`,
  view: { says: `Step ${version}.` },
  notices: [{ to: 'analysts', about: `Step ${version}.` }],
  ...change,
});

/** One workflow's records, with how often its view was written. */
class Chain {
  readonly workflowId: string;
  views = 0;

  constructor(workflowId: string) {
    this.workflowId = workflowId;
  }

  write(version: number, change: Partial<RunRecord<object>> = {}): Promise<void> {
    return recordTransition(database.db, recordOf(this.workflowId, version, change), () => {
      this.views += 1;
      return Promise.resolve();
    });
  }

  async rows(): Promise<string[]> {
    return (await chainOf(database.db, this.workflowId)).map(
      ({ version, kind, run_id: runId }) => `${String(version)} ${kind} ${String(runId)}`,
    );
  }

  notices(): Promise<string[]> {
    return database
      .db('notice')
      .where({ workflow_id: this.workflowId })
      .orderBy(['version', 'position'])
      .pluck<string[]>('about');
  }
}

describe('recording a transition', () => {
  it('writes its row, view and notices once when repeated, even by many writers at once', async () => {
    const chain = new Chain('once/a');
    for (const version of [1, 2, 3]) await Promise.all([1, 2, 3, 4].map(() => chain.write(version)));
    await chain.write(2);
    expect(await chain.rows()).toEqual([1, 2, 3].map((version) => `${version} deadlinePassed first-run`));
    expect([chain.views, await chain.notices()]).toEqual([3, ['Step 1.', 'Step 2.', 'Step 3.']]);
    expect(await isStraight(database.db, chain.workflowId)).toBe(true);
  });

  it('leaves no row when the view cannot be written, so that a retry writes both', async () => {
    const chain = new Chain('once/b');
    const broken = recordTransition(database.db, recordOf(chain.workflowId, 1), () =>
      Promise.reject(new Error('The view cannot be written.')),
    );
    await expect(broken).rejects.toThrow('The view cannot be written.');
    expect(await chain.rows()).toEqual([]);
    await chain.write(1);
    expect(await chain.rows()).toEqual(['1 deadlinePassed first-run']);
  });

  it('accepts the same record at a later time, and keeps the first row', async () => {
    const chain = new Chain('repeat/later');
    await chain.write(1);
    await chain.write(1, { atMilliseconds: 99_000 });
    expect(await chain.rows()).toEqual(['1 deadlinePassed first-run']);
  });

  it('does not count the same record from another run as written, and says whose it is', async () => {
    const chain = new Chain('repeat/another-run');
    await chain.write(1);
    const other = chain.write(1, { runId: 'second-run', atMilliseconds: 99_000 });
    await expect(other).rejects.toThrow(RecordOfAnotherRun);
    await expect(other).rejects.toMatchObject({ version: 1, runId: 'second-run', writtenBy: 'first-run' });
    expect(await chain.rows()).toEqual(['1 deadlinePassed first-run']);
  });

  it.each<[string, Partial<RunRecord<object>>]>([
    ['another kind', { cause: { kind: 'approveTarget' } }],
    ['another actor', { cause: { kind: 'deadlinePassed', reason: 'review', actor: { id: 'x', role: 'analyst' } } }],
    ['another command', { cause: { kind: 'deadlinePassed', reason: 'review', commandId: 'c-2' } }],
    ['another reason', { cause: { kind: 'deadlinePassed', reason: 'challenge' } }],
    ['another note', { note: 'Something else.' }],
    ['another answer', { isAccepted: false }],
    ['another view', { view: { says: 'Something else.' } }],
    ['another notice', { notices: [] }],
    ['another published report', { publishes: 2 }],
  ])('refuses a different record for the same version, with %s, and changes nothing', async (name, change) => {
    const chain = new Chain(`conflict/${name}`);
    await chain.write(1);
    await expect(chain.write(1, { ...change, runId: 'second-run' })).rejects.toThrow(RecordConflict);
    expect(await chain.rows()).toEqual(['1 deadlinePassed first-run']);
    expect([chain.views, await chain.notices()]).toEqual([1, ['Step 1.']]);
  });
});

describe('the alarm about conflicting records', () => {
  it('is logged and sent to operators once for each run', async () => {
    const chain = new Chain('alarm/a');
    await chain.write(1);
    const conflict = new RecordConflict({ workflowId: chain.workflowId, version: 1, runId: 'second-run' });
    await raiseRecordConflict(database.db, conflict);
    await raiseRecordConflict(database.db, conflict);
    expect(await chain.rows()).toEqual(['1 deadlinePassed first-run', 'null recordConflict second-run']);
    const recipients = await database
      .db('notice')
      .where({ workflow_id: chain.workflowId, recipient: 'operators' })
      .pluck<string[]>('about');
    expect(recipients).toEqual([
      'A process disagrees with its log, as one does that was reset in the engine. It is stopped until you have looked at it.',
    ]);
    expect(await isStraight(database.db, chain.workflowId)).toBe(true);
  });
});
