import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { codeOf } from './engine-problem.js';
import { type Environment, isOffline, setting } from './environment.js';
import { cacheFolder } from './home.js';
import { isExecutable, runProgram } from './programs.js';
import { type Step } from './progress.js';

const require = createRequire(import.meta.url);
const downloadHost = 'https://temporal.download/';
const reachMilliseconds = 4000;
const downloadLimitMilliseconds = 120_000;

function sdkVersion(): string {
  const description: unknown = require('@temporalio/testing/package.json');
  const version: unknown =
    typeof description === 'object' && description !== null && 'version' in description ? description.version : '';
  return String(version);
}

function downloadFolder(environment: Environment): string {
  return path.join(cacheFolder(environment), 'downloads');
}

/**
 * The `temporal` program that the SDK has fetched before, into our cache or into its own place in the system's temporary folder.
 * Everybody can write to the latter, so only a file owned by this user counts.
 */
export async function findSdkDownload(environment: Environment): Promise<string | undefined> {
  const fileName = `temporal-sdk-typescript-${sdkVersion()}${process.platform === 'win32' ? '.exe' : ''}`;
  const temporaryFolder = setting(environment, 'TMPDIR') ?? os.tmpdir();
  for (const folder of [downloadFolder(environment), temporaryFolder]) {
    const file = path.join(folder, fileName);
    if ((await isExecutable(file)) && (await isOwn(file))) return file;
  }
  return undefined;
}

async function isOwn(file: string): Promise<boolean> {
  const user = process.getuid?.();
  return user === undefined || (await fs.stat(file)).uid === user;
}

export type DownloadOutcome = { readonly file: string } | { readonly reason: string };

/**
 * Has the SDK fetch the `temporal` program into our cache. It runs in a process of its own, because the SDK's runtime can be
 * installed only once per process, and the worker does that.
 */
export async function fetchSdkDownload(environment: Environment, step: Step): Promise<DownloadOutcome> {
  if (isOffline(environment)) return { reason: 'ABIE_OFFLINE is set' };
  const unreachable = await whyUnreachable(environment);
  if (unreachable !== undefined) return { reason: unreachable };
  step.update('downloading temporal with the Temporal SDK');
  const folder = downloadFolder(environment);
  await fs.mkdir(folder, { recursive: true });
  const run = await runProgram({
    program: process.execPath,
    parameters: ['-e', downloadScript(folder)],
    environment,
    limitMilliseconds: downloadLimitMilliseconds,
  });
  const file = await findSdkDownload(environment);
  return file === undefined ? { reason: run.reason } : { file };
}

function downloadScript(folder: string): string {
  const server = JSON.stringify({ executable: { type: 'cached-download', downloadDir: folder } });
  return `
    const { TestWorkflowEnvironment } = require(${JSON.stringify(require.resolve('@temporalio/testing'))});
    TestWorkflowEnvironment.createLocal({ server: ${server} })
      .then((environment) => environment.teardown())
      .then(() => process.exit(0), (error) => { console.error(error.message); process.exit(1); });`;
}

/** Checks quickly first, because a firewall that drops packets would delay the first start for minutes. */
async function whyUnreachable(environment: Environment): Promise<string | undefined> {
  const behindProxy = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'];
  if (behindProxy.some((name) => setting(environment, name) !== undefined)) return undefined;
  try {
    await fetch(downloadHost, { method: 'HEAD', signal: AbortSignal.timeout(reachMilliseconds) });
    return undefined;
  } catch (thrown) {
    const code = thrown instanceof Error ? codeOf(thrown.cause) : undefined;
    return `the download site of Temporal can't be reached${code === undefined ? '' : ` (${code})`}`;
  }
}
