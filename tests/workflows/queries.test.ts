import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lostTasks } from '../../evidence/stack/history.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { testBuild, testStack, type TestStack } from '../support/stack.js';
import { monthOf, someUrn, TestYear } from '../support/year.js';

const queries = Number(process.env['ABIE_QUERIES'] ?? 200);
const schools = 8;
const askers = 2;

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

/** A whole year with each message sent as soon as the one before is taken, and none of them waited for. */
async function play(year: TestYear): Promise<void> {
  await year.until('in-review');
  await year.decide('analyst', 'approveTarget');
  await year.decide('school', 'agreeTarget');
  for (const position of year.input.calendar.months.keys()) {
    await year.report(monthOf(year.input.calendar, position, position % 2 === 0 ? 5.2 : 6.4));
  }
}

test(
  `${queries} plain queries while decisions are taken and months arrive lose no workflow task, and every history replays`,
  {
    timeout: 60_000 + queries * 500,
  },
  async () => {
    const { client, db } = stack;
    const years = await Promise.all(
      Array.from({ length: schools }, async (_, index) => {
        await prepareSchool(db, someUrn(300 + index));
        return TestYear.start(client, someUrn(300 + index));
      }),
    );
    let asked = 0;
    let played = 0;
    const playing = years.map(async (year) => {
      await play(year);
      played += 1;
    });
    const asking = years.flatMap((year) =>
      Array.from({ length: askers }, async () => {
        while (asked < queries || played < schools) {
          asked += 1;
          await year.handle.query('status');
        }
      }),
    );
    await Promise.all([...playing, ...asking]);
    await Promise.all(years.map((year) => year.settled()));

    expect(asked).toBeGreaterThanOrEqual(queries);
    const lost = await Promise.all(years.map(({ handle }) => lostTasks(handle)));
    expect(lost).toEqual(years.map(() => 0));

    const histories = await Promise.all(
      years.map(async ({ handle }) => ({ workflowId: handle.workflowId, history: await handle.fetchHistory() })),
    );
    const problems: unknown[] = [];
    for await (const { workflowId, error } of Worker.runReplayHistories(
      { workflowBundle: { codePath: testBuild.codePath } },
      histories,
    ))
      if (error) problems.push({ workflowId, error });
    expect(problems).toEqual([]);
  },
);
