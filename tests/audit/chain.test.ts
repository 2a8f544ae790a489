import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit, chainHash, firstHash, type AuditEntry } from '../../activities/adapters/audit-log.js';
import { recordTransition } from '../../activities/recording/record-transition.js';
import { type TransitionRecord } from '../../contracts/transition-record.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

type Row = Parameters<typeof chainHash>[1];

interface StoredRow extends Row {
  readonly id: string;
  readonly previous_hash: string;
  readonly hash: string;
}

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.dispose());

const entry = (workflowId: string, version: number | undefined, change: Partial<AuditEntry> = {}): AuditEntry => ({
  workflowId,
  ...(version !== undefined && { version }),
  atMilliseconds: Date.parse('2024-11-04T10:00:00Z') + (version ?? 0),
  actor: { id: 'analyst-1', role: 'analyst' },
  kind: 'approveTarget',
  isAccepted: true,
  note: 'Approved: “as drafted” – 100 € 😀',
  body: {
    view: { z: 0.1 + 0.2, a: [1e21, -0, null, { b: '\u2028', a: 94.30000000000001 }], none: undefined },
    notices: [],
  },
  ...change,
});

const append = (one: AuditEntry): Promise<boolean> => database.db.transaction((trx) => appendAudit(trx, one));

const rowsOf = (workflowId: string): Promise<StoredRow[]> =>
  database.db('audit_log').where({ workflow_id: workflowId }).orderBy('id').select<StoredRow[]>('*');

/** What somebody who checks the log does: from the first row on, each hash is made anew from what the database gives back. */
async function isStraight(workflowId: string): Promise<boolean> {
  let previous = firstHash;
  for (const row of await rowsOf(workflowId)) {
    if (row.previous_hash !== previous || row.hash !== chainHash(previous, row)) return false;
    previous = row.hash;
  }
  return true;
}

describe('the audit log', () => {
  it('is a chain that can be checked from what the database gives back', async () => {
    for (const version of [1, 2, 3]) expect(await append(entry('chain/a', version))).toBe(true);
    await append(entry('chain/a', undefined, { isAccepted: false, note: 'Refused before it reached a workflow.' }));
    expect((await rowsOf('chain/a')).map(({ version }) => version)).toEqual([1, 2, 3, null]);
    expect(await isStraight('chain/a')).toBe(true);
  });

  it('holds the same version once, however often it is written', async () => {
    expect(await append(entry('chain/b', 1))).toBe(true);
    expect(await append(entry('chain/b', 1, { note: 'Another note.' }))).toBe(false);
    const rows = await rowsOf('chain/b');
    expect(rows.map(({ note }) => note)).toEqual([entry('chain/b', 1).note]);
  });

  it('stays straight with many writers at once, and takes each version from one of them', async () => {
    const versions = [1, 2, 3, 4, 5, 6];
    const writes = [...versions, ...versions, ...versions].map((version) => append(entry('chain/c', version)));
    const refusals = versions.map(() => append(entry('chain/c', undefined, { isAccepted: false })));
    const written = await Promise.all([...writes, ...refusals]);
    expect(written.filter(Boolean)).toHaveLength(versions.length * 2);
    const rows = await rowsOf('chain/c');
    expect(
      rows
        .map(({ version }) => version)
        .filter((version) => version !== null)
        .sort(),
    ).toEqual(versions);
    expect(await isStraight('chain/c')).toBe(true);
  });

  it('keeps one chain for each workflow, so that one that is long does not hold up another', async () => {
    await Promise.all(
      ['chain/d', 'chain/e'].flatMap((workflow) => [1, 2, 3].map((version) => append(entry(workflow, version)))),
    );
    expect([await isStraight('chain/d'), await isStraight('chain/e')]).toEqual([true, true]);
    expect((await rowsOf('chain/d'))[0]?.previous_hash).toBe(firstHash);
  });

  it.each([
    ['update', `update audit_log set note = 'Changed.' where workflow_id = 'chain/a'`],
    ['delete', `delete from audit_log where workflow_id = 'chain/a'`],
    ['truncate', 'truncate audit_log'],
  ])('refuses to %s what was written', async (_what, statement) => {
    const before = await rowsOf('chain/a');
    await expect(database.db.raw(statement)).rejects.toThrow(
      'audit_log keeps what was written; rows are only ever added',
    );
    expect(await rowsOf('chain/a')).toEqual(before);
  });

  it('shows a row that was changed all the same, by somebody who can switch the guard off', async () => {
    await append(entry('chain/f', 1));
    await append(entry('chain/f', 2));
    await database.db.transaction(async (trx) => {
      await trx.raw('alter table audit_log disable trigger audit_log_is_append_only');
      await trx('audit_log').where({ workflow_id: 'chain/f', version: 1 }).update({ is_accepted: false });
      await trx.raw('alter table audit_log enable trigger audit_log_is_append_only');
    });
    expect(await isStraight('chain/f')).toBe(false);
  });
});

describe('a transition', () => {
  const record = (version: number, change: Partial<TransitionRecord<object>> = {}): TransitionRecord<object> => ({
    workflowId: 'chain/g',
    version,
    atMilliseconds: 1_000 * version,
    cause: { kind: 'deadlinePassed', reason: 'review' },
    isAccepted: true,
    note: 'The review is overdue.',
    view: { stage: 'in-review' },
    notices: [{ to: 'analysts', about: 'A review is overdue.' }],
    ...change,
  });
  const noticesOf = (workflowId: string): Promise<unknown[]> =>
    database.db('notice').where({ workflow_id: workflowId });

  it('that is written again tells nobody twice and does not touch the view', async () => {
    let views = 0;
    const write = (): Promise<void> =>
      recordTransition(database.db, record(1), () => Promise.resolve(void (views += 1)));
    await Promise.all([write(), write(), write()]);
    await write();
    expect([views, (await noticesOf('chain/g')).length, (await rowsOf('chain/g')).length]).toEqual([1, 1, 1]);
  });

  it('whose view cannot be written leaves no row in the log, so that trying again writes both', async () => {
    const broken = recordTransition(database.db, record(2), () =>
      Promise.reject(new Error('The view is not to be written.')),
    );
    await expect(broken).rejects.toThrow('The view is not to be written.');
    expect(await rowsOf('chain/g')).toHaveLength(1);
    await recordTransition(database.db, record(2), () => Promise.resolve());
    expect(await rowsOf('chain/g')).toHaveLength(2);
    expect(await isStraight('chain/g')).toBe(true);
  });
});
