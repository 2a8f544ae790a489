import { writeFileSync } from 'node:fs';
import { bundleWorkflowCode } from '@temporalio/worker';
import { minify } from 'terser';
import { bundlePath, writeBuildInfo } from './build-info.js';

const quiet = (): void => undefined;

const { code } = await bundleWorkflowCode({
  workflowsPath: new URL('../workflows/index.js', import.meta.url).pathname,
  logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: console.warn, error: console.error },
  webpackConfigHook: (config) => ({
    ...config,
    optimization: { ...config.optimization, concatenateModules: true, minimize: false },
  }),
});

// Only comments are removed: names stay, so that a stack trace in a history reads like the source.
const stripped = await minify(code, {
  mangle: false,
  compress: false,
  format: { comments: false },
  sourceMap: { content: 'inline', url: 'inline' },
});
if (stripped.code === undefined) throw new Error('The workflow bundle is empty.');
writeFileSync(bundlePath, stripped.code);
const { buildId } = writeBuildInfo(stripped.code);
process.stdout.write(`Workflow bundle of build ${buildId} written.\n`);
