import { setTimeout as pause } from 'node:timers/promises';
import { type Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '../activities/index.js';
import { type Dependencies } from '../activities/dependencies.js';
import { deploymentName, taskQueues } from '../contracts/task-queues.js';
import { bundlePath, readBuildInfo } from './build-info.js';
import { cacheSize, memoryOfThisProcess } from './cache-size.js';

/**
 * Workflow tasks that a worker handles at once; the others wait at the server, where waiting costs nothing. More tasks would not use two
 * cores or the database's connections better, but each would take longer, and one that outlasts its time-out is lost and done again.
 */
const workflowTasksAtOnce = 32;

export interface WorkerSettings {
  readonly address: string;
  readonly namespace: string;
  readonly dependencies: Dependencies;
  /** For tests, which make their own bundle. */
  readonly bundle?: { readonly codePath: string; readonly buildId: string };
}

export interface RunningWorker {
  /** Resolves when the worker has stopped, rejects when it broke. */
  readonly finished: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the workers of this process on all queues and makes their build the current one of the deployment. */
export async function startWorker({
  address,
  namespace,
  dependencies,
  bundle,
}: WorkerSettings): Promise<RunningWorker> {
  const { codePath, buildId } = bundle ?? { codePath: bundlePath, buildId: readBuildInfo().buildId };
  const connection = await NativeConnection.connect({ address });
  const shared = {
    connection,
    namespace,
    activities: createActivities(dependencies),
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '20 seconds',
    workerDeploymentOptions: {
      version: { deploymentName, buildId },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  } as const;
  const workers = [
    await Worker.create({
      ...shared,
      taskQueue: taskQueues.schoolYear,
      workflowBundle: { codePath },
      maxCachedWorkflows: cacheSize(process.env, memoryOfThisProcess()),
      maxConcurrentWorkflowTaskExecutions: workflowTasksAtOnce,
      maxConcurrentActivityTaskExecutions: 20,
      workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, initial: 5, maximum: 20 },
    }),
    await Worker.create({ ...shared, taskQueue: taskQueues.campaign, maxConcurrentActivityTaskExecutions: 8 }),
    await Worker.create({ ...shared, taskQueue: taskQueues.narrative, maxConcurrentActivityTaskExecutions: 20 }),
  ];
  const runs = Promise.all(workers.map((worker) => worker.run()));
  const finished = runs.then(() => connection.close());
  await makeCurrent(dependencies.client, namespace, buildId);
  return {
    finished,
    stop: async () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await finished;
    },
  };
}

/** New and waiting work goes to this build; the server knows a build only once its worker has polled. */
async function makeCurrent(client: Client, namespace: string, buildId: string): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    try {
      await client.workflowService.setWorkerDeploymentCurrentVersion({
        namespace,
        deploymentName,
        buildId,
        version: `${deploymentName}.${buildId}`,
        ignoreMissingTaskQueues: true,
        identity: `${deploymentName}-worker`,
      });
      return;
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await pause(200);
    }
  }
}
