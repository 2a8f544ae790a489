import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { bareQueue } from './queue.js';

/** `node worker.js ADDRESS NAMESPACE CACHE`: a worker of bare school-years, with the settings of the product's own. */
const [address = '', namespace = '', cache = ''] = process.argv.slice(2);

const logger = new DefaultLogger('ERROR');
Runtime.install({ logger });
const workflowBundle = await bundleWorkflowCode({
  workflowsPath: new URL('./bare.workflow.js', import.meta.url).pathname,
  logger,
});
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  namespace,
  taskQueue: bareQueue,
  workflowBundle,
  maxCachedWorkflows: Number(cache),
  maxConcurrentWorkflowTaskExecutions: 32,
  workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, initial: 5, maximum: 20 },
});
process.once('SIGTERM', () => {
  worker.shutdown();
});
process.stderr.write('Bare worker ready.\n');
await worker.run();
