import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit, firstHash, type AuditEntry } from '../../database/audit-log.js';
import { chainOf, isStraight as isStraightChain, type ChainRow } from '../support/chain.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

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

const append = (one: AuditEntry): Promise<void> => database.db.transaction((trx) => appendAudit(trx, one));

const rowsOf = (workflowId: string): Promise<ChainRow[]> => chainOf(database.db, workflowId);

const isStraight = (workflowId: string): Promise<boolean> => isStraightChain(database.db, workflowId);

describe('the audit log', () => {
  it('is a hash chain that can be verified from the stored rows', async () => {
    for (const version of [1, 2, 3]) await append(entry('chain/a', version));
    await append(entry('chain/a', undefined, { isAccepted: false, note: 'Refused before it reached a workflow.' }));
    expect((await rowsOf('chain/a')).map(({ version }) => version)).toEqual([1, 2, 3, null]);
    expect(await isStraight('chain/a')).toBe(true);
  });

  it('refuses a second row for one version of a workflow, from the same run or another', async () => {
    await append(entry('chain/b', 1, { runId: 'run-1' }));
    for (const runId of ['run-1', 'run-2'])
      await expect(append(entry('chain/b', 1, { runId, note: 'Another note.' }))).rejects.toThrow('audit_log_once');
    await append(entry('chain/b', 2, { runId: 'run-2' }));
    expect((await rowsOf('chain/b')).map(({ version, run_id }) => [version, run_id])).toEqual([
      [1, 'run-1'],
      [2, 'run-2'],
    ]);
    expect(await isStraight('chain/b')).toBe(true);
  });

  it('keeps its order with many writers at once', async () => {
    const versions = [1, 2, 3, 4, 5, 6];
    const refusals = versions.map(() => append(entry('chain/c', undefined, { isAccepted: false })));
    await Promise.all([...versions.map((version) => append(entry('chain/c', version))), ...refusals]);
    expect(await rowsOf('chain/c')).toHaveLength(versions.length * 2);
    expect(await isStraight('chain/c')).toBe(true);
  });

  it('has one chain for each workflow, so that a long one does not delay another', async () => {
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
  ])('refuses to %s a row that was written', async (_what, statement) => {
    const before = await rowsOf('chain/a');
    await expect(database.db.raw(statement)).rejects.toThrow(
      'audit_log keeps what was written; rows are only ever added',
    );
    expect(await rowsOf('chain/a')).toEqual(before);
  });

  it('reveals a changed row when somebody has switched the guard off', async () => {
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
