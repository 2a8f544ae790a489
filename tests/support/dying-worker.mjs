// A worker that dies by SIGKILL when it has written the record of a decision and has not yet said so.
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import knex from 'knex';
import { createActivities } from '../../dist/activities/index.js';
import { plainWriter } from '../../dist/activities/narrative/plain-writer.js';

const [address, namespace, databaseUrl, codePath, buildId, kind] = process.argv.slice(2);

Runtime.install({ logger: new DefaultLogger('ERROR') });
const db = knex({ client: 'pg', connection: databaseUrl, pool: { min: 0, max: 2 } });
const client = new Client({ connection: await Connection.connect({ address }), namespace });
const activities = createActivities({ db, client, buildId, narrative: plainWriter });
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  namespace,
  taskQueue: 'school-year',
  workflowBundle: { codePath },
  activities: {
    ...activities,
    recordSchoolYear: async (record) => {
      await activities.recordSchoolYear(record);
      if (record.cause.kind === kind) process.kill(process.pid, 'SIGKILL');
    },
  },
  workerDeploymentOptions: {
    version: { deploymentName: 'abie', buildId },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'AUTO_UPGRADE',
  },
});
await worker.run();
