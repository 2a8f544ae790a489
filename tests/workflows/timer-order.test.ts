import proto from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createActivities } from '../../activities/index.js';
import { plainWriter } from '../../activities/narrative/plain-writer.js';
import { searchAttributeNames } from '../../contracts/search-attributes.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { createProgress } from '../../engine/progress.js';
import { timeSkippingServerPath } from '../../engine/time-skipping-server.js';
import { instantOf } from '../../domain/shared/school-calendar.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { testBuild } from '../support/stack.js';
import { someUrn, TestYear } from '../support/year.js';

const keyword = proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;

let environment: TestWorkflowEnvironment;
let database: TestDatabase;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const path = await timeSkippingServerPath({ environment: process.env, progress: createProgress() });
  environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  const { operatorService } = environment.connection;
  await operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: { [searchAttributeNames.stage]: keyword },
  });
  database = await testDatabase();
}, 300_000);
afterAll(async () => {
  await environment.teardown();
  await database.dispose();
});

test('a whole year of deadlines rings in the order of its dates, real days apart', async () => {
  await prepareSchool(database.db, someUrn(400));
  const { client, nativeConnection: connection, namespace } = environment;
  const dependencies = { db: database.db, client, buildId: testBuild.buildId, narrative: plainWriter };
  const shared = {
    connection,
    ...(namespace !== undefined && { namespace }),
    activities: createActivities(dependencies),
  };
  const drafter = await Worker.create({ ...shared, taskQueue: taskQueues.narrative });
  const worker = await Worker.create({ ...shared, taskQueue: taskQueues.schoolYear, workflowBundle: testBuild });
  await drafter.runUntil(worker.runUntil(wholeYear));

  async function wholeYear(): Promise<void> {
    const now = await environment.currentTimeMs();
    const year = await TestYear.start(client, someUrn(400), (input) => ({
      ...input,
      calendar: { ...input.calendar, startsAtMilliseconds: now },
    }));
    await year.until('in-review');
    await environment.sleep('27 days');
    expect(await rung(year)).toEqual([]);
    await environment.sleep('2 days');
    expect(await rung(year)).toEqual(['review']);
    await year.decide('analyst', 'approveTarget');
    await environment.sleep('15 days');
    expect(await rung(year)).toEqual(['review', 'school-reminder']);
    await environment.sleep('14 days');
    expect(await rung(year), 'half-term does not count').toEqual(['review', 'school-reminder']);
    await environment.sleep('7 days');
    expect(await rung(year)).toEqual(['review', 'school-reminder', 'school-window']);
    const { calendar } = year.input;
    await environment.sleep(
      instantOf(calendar, calendar.evaluateOn) - (await environment.currentTimeMs()) + 86_400_000,
    );
    expect(await year.handle.result()).toMatchObject({ stage: 'closed', outcome: 'inconclusive' });
    expect(await rung(year)).toEqual([
      'review',
      'school-reminder',
      'school-window',
      'months-missing',
      'months-still-missing',
      'months-missing',
      'months-still-missing',
      'months-missing',
      'months-still-missing',
      'year-end',
    ]);
  }
});

async function rung(year: TestYear): Promise<readonly (string | undefined)[]> {
  const log =
    await year.handle.query<readonly { readonly cause: { readonly kind: string; readonly reason?: string } }[]>(
      'decisionLog',
    );
  return log.filter(({ cause }) => cause.kind === 'deadlinePassed').map(({ cause }) => cause.reason);
}
