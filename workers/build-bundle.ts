import { writeFileSync } from 'node:fs';
import { bundleWorkflowCode } from '@temporalio/worker';
import { bundlePath, writeBuildInfo } from './build-info.js';

const { code } = await bundleWorkflowCode({
  workflowsPath: new URL('../workflows/index.js', import.meta.url).pathname,
  logger: { log: () => undefined, trace: () => undefined, debug: () => undefined, info: () => undefined, warn: console.warn, error: console.error },
});
writeFileSync(bundlePath, code);
const { buildId } = writeBuildInfo(code);
process.stdout.write(`Workflow bundle of build ${buildId} written.\n`);
