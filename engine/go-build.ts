import fs from 'node:fs/promises';
import path from 'node:path';
import { type Environment, isOffline } from './environment.js';
import { cachedProgramFolder } from './home.js';
import { findProgram, runProgram } from './programs.js';
import { elapsedText, type Step } from './progress.js';
import { type DownloadOutcome } from './sdk-download.js';

/** Embeds server 1.29.1, the first with Worker Deployments as we use them. */
const temporalModule = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';
export const goNeeded = '1.25';

/** Cold, on two busy cores, the build takes about ten minutes. */
const buildLimitMilliseconds = 40 * 60_000;

/** Builds the Temporal command line into the cache: minutes when the module cache is cold, seconds when warm. */
export async function buildTemporal(environment: Environment, step: Step): Promise<DownloadOutcome> {
  if (isOffline(environment)) return { reason: 'ABIE_OFFLINE is set' };
  const go = await findProgram('go', environment);
  if (go === undefined) return { reason: 'Go is not on the path' };
  const folder = cachedProgramFolder(environment);
  const buildFolder = path.join(folder, `.building-${process.pid}`);
  await fs.mkdir(buildFolder, { recursive: true });
  const report = watchBuild(step);
  try {
    const run = await runProgram({
      program: go,
      parameters: ['install', temporalModule],
      environment: { ...environment, GOBIN: buildFolder, GOFLAGS: '' },
      limitMilliseconds: buildLimitMilliseconds,
      onLine: report.line,
    });
    if (!run.succeeded) return { reason: run.reason };
    const file = path.join(folder, 'temporal');
    // The move is one step: nobody sees half a program.
    await fs.rename(path.join(buildFolder, 'temporal'), file);
    return { file };
  } finally {
    report.stop();
    await fs.rm(buildFolder, { recursive: true, force: true });
  }
}

function watchBuild(step: Step): { readonly line: (line: string) => void; readonly stop: () => void } {
  const startedAt = performance.now();
  let downloaded = 0;
  const report = (): void => {
    const modules = downloaded === 0 ? '' : `, ${downloaded} modules fetched`;
    step.update(
      `building the Temporal server with Go, once only; this takes some minutes (${elapsedText(performance.now() - startedAt)}${modules})`,
    );
  };
  report();
  const timer = setInterval(report, 1000);
  return {
    line: (line) => {
      if (line.startsWith('go: downloading')) downloaded += 1;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
