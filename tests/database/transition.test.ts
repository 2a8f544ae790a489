import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTransition } from '../../database/recording/record-transition.js';
import { type RecordInTask, type TaskPosition } from '../../domain/process/transition-record.js';
import { chainOf, isStraight, type ChainRow } from '../support/chain.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.dispose());

/** The task at some length of the history, or another run of it that began later. */
const task = (historyLength: number, startedAtMilliseconds = historyLength * 1000): TaskPosition => ({
  runStartedAtMilliseconds: 1,
  historyLength,
  startedAtMilliseconds,
});

const about = (text: string): Partial<RecordInTask<object>> => ({
  note: text,
  view: { says: text },
  notices: [{ to: 'analysts', about: text }],
});

class Chain {
  readonly workflowId: string;
  view: unknown;
  views = 0;

  constructor(workflowId: string) {
    this.workflowId = workflowId;
  }

  write(
    version: number,
    from: TaskPosition,
    change: Partial<RecordInTask<object>> = about(`Step ${version}.`),
  ): Promise<void> {
    const record: RecordInTask<object> = {
      workflowId: this.workflowId,
      version,
      atMilliseconds: from.startedAtMilliseconds,
      cause: { kind: 'deadlinePassed', reason: 'review' },
      isAccepted: true,
      note: '',
      view: {},
      notices: [],
      ...change,
      task: from,
    };
    return recordTransition(database.db, record, {
      write: () => {
        this.views += 1;
        this.view = record.view;
        return Promise.resolve();
      },
    });
  }

  rows(): Promise<ChainRow[]> {
    return chainOf(database.db, this.workflowId);
  }

  /** What holds: each version's note, in order. */
  holds(): Promise<string[]> {
    return database
      .db('current_transition')
      .where({ workflow_id: this.workflowId })
      .orderBy('version')
      .pluck<string[]>('note');
  }

  told(): Promise<string[]> {
    return database
      .db('notice')
      .where({ workflow_id: this.workflowId })
      .orderBy(['version', 'position'])
      .pluck<string[]>('about');
  }

  async attempts(): Promise<string[]> {
    const rows = await database
      .db('audit_log')
      .where({ workflow_id: this.workflowId })
      .orderBy('id')
      .select<{ readonly version: number; readonly attempt: number }[]>('version', 'attempt');
    return rows.map(({ version, attempt }) => `${version}.${attempt}`);
  }
}

describe('a transition', () => {
  it('that is written again by its task tells nobody twice and does not touch the view', async () => {
    const chain = new Chain('once/a');
    const write = (): Promise<void> => chain.write(1, task(3));
    await Promise.all([write(), write(), write()]);
    await write();
    expect([chain.views, await chain.told(), await chain.attempts()]).toEqual([1, ['Step 1.'], ['1.1']]);
  });

  it('whose view cannot be written leaves no row in the log, so that trying again writes both', async () => {
    const chain = new Chain('once/b');
    const record: RecordInTask<object> = {
      workflowId: chain.workflowId,
      version: 1,
      atMilliseconds: 1,
      cause: { kind: 'drafted' },
      isAccepted: true,
      note: 'Step 1.',
      view: {},
      notices: [],
      task: task(3),
    };
    const broken = recordTransition(database.db, record, {
      write: () => Promise.reject(new Error('The view is not to be written.')),
    });
    await expect(broken).rejects.toThrow('The view is not to be written.');
    expect(await chain.rows()).toEqual([]);
    await chain.write(1, task(3));
    expect(await chain.attempts()).toEqual(['1.1']);
  });

  it('is taken once from each of many writers at once', async () => {
    const chain = new Chain('once/c');
    for (const version of [1, 2, 3]) {
      await Promise.all([1, 2, 3, 4].map(() => chain.write(version, task(3 * version))));
    }
    expect(await chain.attempts()).toEqual(['1.1', '2.1', '3.1']);
    expect(await isStraight(database.db, chain.workflowId)).toBe(true);
  });
});

describe('a workflow task that was lost after its records', () => {
  it('leaves nothing to do for the task in its place, where that says the same at a later moment', async () => {
    const chain = new Chain('lost/same');
    await chain.write(1, task(3));
    await chain.write(1, task(6));
    await chain.write(2, task(6));
    expect(await chain.attempts()).toEqual(['1.1', '2.1']);
    expect(chain.views).toBe(2);
  });

  it('gives way where other messages came first: the log keeps both, view and notices are what holds', async () => {
    const chain = new Chain('lost/order');
    await chain.write(1, task(3), about('A decision.'));
    await chain.write(1, task(7), about('A month.'));
    await chain.write(2, task(7), about('A decision.'));
    expect(await chain.attempts()).toEqual(['1.1', '1.2', '2.2']);
    expect(await chain.holds()).toEqual(['A month.', 'A decision.']);
    expect(await chain.told()).toEqual(['A month.', 'A decision.']);
    expect((await chain.rows())[1]?.body).toMatchObject({
      supersedes: { versions: [1], told: [{ to: 'analysts', about: 'A decision.' }] },
    });
    expect(await isStraight(database.db, chain.workflowId)).toBe(true);
  });

  it('gives way with all that it wrote, also above the version that holds', async () => {
    const chain = new Chain('lost/above');
    for (const version of [1, 2, 3]) await chain.write(version, task(3));
    await chain.write(1, task(6));
    expect(await chain.holds()).toEqual(['Step 1.']);
    expect(await chain.told()).toEqual(['Step 1.']);
    expect(chain.view).toEqual({ says: 'Step 1.' });
    await chain.write(2, task(9), about('Another second step.'));
    expect(await chain.holds()).toEqual(['Step 1.', 'Another second step.']);
    expect(await chain.attempts()).toEqual(['1.1', '2.1', '3.1', '1.2', '2.2']);
  });

  it('says nothing any more once the task in its place has written, whatever it still sends', async () => {
    const chain = new Chain('lost/late');
    await chain.write(1, task(3), about('A decision.'));
    await chain.write(1, task(6), about('A month.'));
    await chain.write(1, task(3), about('A decision.'));
    await chain.write(2, task(3), about('What followed the decision.'));
    expect(await chain.holds()).toEqual(['A month.']);
    expect(chain.view).toEqual({ says: 'A month.' });
  });

  it('is told from the next by its start, where the history has grown by nothing', async () => {
    const chain = new Chain('lost/again');
    await chain.write(1, task(6, 10_000), about('First.'));
    await chain.write(1, task(6, 20_000), about('Second.'));
    await chain.write(1, task(6, 10_000), about('First.'));
    expect(await chain.holds()).toEqual(['Second.']);
  });

  it('may be lost again and again', async () => {
    const chain = new Chain('lost/thrice');
    await chain.write(1, task(3), about('One.'));
    await chain.write(1, task(6), about('Two.'));
    await chain.write(1, task(9), about('One.'));
    expect(await chain.attempts()).toEqual(['1.1', '1.2', '1.3']);
    expect(await chain.holds()).toEqual(['One.']);
  });

  it('is the past of a run that was begun anew, whose history is short again', async () => {
    const chain = new Chain('lost/reset');
    for (const version of [1, 2, 3]) await chain.write(version, task(30 * version));
    await chain.write(2, { ...task(12), runStartedAtMilliseconds: 2 }, about('Otherwise.'));
    expect(await chain.holds()).toEqual(['Step 1.', 'Otherwise.']);
  });
});
