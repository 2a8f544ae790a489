import path from 'node:path';
import { EngineProblem } from './engine-problem.js';
import { type Environment } from './environment.js';
import { buildTemporal, goNeeded } from './go-build.js';
import { cachedProgramFolder } from './home.js';
import { findProgram, isExecutable, runProgram } from './programs.js';
import { type Step } from './progress.js';
import { fetchSdkDownload, findSdkDownload } from './sdk-download.js';
import { isServerRecent, serverNeeded } from './temporal-version.js';

export type ProgramOrigin = 'path' | 'cache' | 'download' | 'built';

export interface TemporalProgram {
  readonly file: string;
  readonly foundAs: ProgramOrigin;
}

/** A usable `temporal` program that is here already. `passedOver` receives a sentence for each one that is too old. */
export async function findTemporalProgram(
  environment: Environment,
  passedOver: (reason: string) => void = () => undefined,
): Promise<TemporalProgram | undefined> {
  const cached = path.join(cachedProgramFolder(environment), 'temporal');
  const candidates: readonly (readonly [ProgramOrigin, string | undefined])[] = [
    ['path', await findProgram('temporal', environment)],
    ['cache', (await isExecutable(cached)) ? cached : undefined],
    ['download', await findSdkDownload(environment)],
  ];
  for (const [foundAs, file] of candidates) {
    if (file === undefined) continue;
    const version = await serverVersionOf(file, environment);
    if (version !== undefined && isServerRecent(version)) return { file, foundAs };
    passedOver(`${file} holds server ${version ?? 'of an unknown version'}; ${serverNeeded} or newer is needed`);
  }
  return undefined;
}

/**
 * Finds a `temporal` program, or downloads it, or builds it.
 * @throws EngineProblem with what was tried and what to install.
 */
export async function obtainTemporalProgram(environment: Environment, step: Step): Promise<TemporalProgram> {
  const tried: string[] = [];
  const found = await findTemporalProgram(environment, (reason) => tried.push(reason));
  if (found !== undefined) return found;
  if (tried.length === 0) {
    tried.push(`no program "temporal" on the path or in ${cachedProgramFolder(environment)}`);
  }
  const download = await fetchSdkDownload(environment, step);
  if ('file' in download) return { file: download.file, foundAs: 'download' };
  tried.push(`no download: ${download.reason}`);
  const build = await buildTemporal(environment, step);
  if ('file' in build) return { file: build.file, foundAs: 'built' };
  tried.push(`no build: ${build.reason}`);
  throw new EngineProblem(nothingFound(tried));
}

function nothingFound(tried: readonly string[]): string {
  return [
    'No Temporal server could be found, downloaded or built.',
    ...['TEMPORAL_ADDRESS is not set', ...tried].map((line) => `  - ${line}`),
    'Do one of these, then run the command again:',
    '  1. install the Temporal command line (docs.temporal.io/cli), so that "temporal" is on the path;',
    `  2. install Go ${goNeeded} or newer, so that it can be built;`,
    '  3. set TEMPORAL_ADDRESS to a running server, for example 127.0.0.1:7233.',
  ].join('\n');
}

async function serverVersionOf(file: string, environment: Environment): Promise<string | undefined> {
  const run = await runProgram({
    program: file,
    parameters: ['--version'],
    environment,
    limitMilliseconds: 20_000,
  });
  return /Server (\d+\.\d+\.\d+)/.exec(run.lines.join('\n'))?.[1];
}
