import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Environment } from '../../../engine/environment.js';

/** This process's environment with a home of the test's own, and no server of somebody else. Gone after the test. */
export async function ownEnvironment(changes: Environment = {}): Promise<Environment & { readonly ABIE_HOME: string }> {
  const home = await temporaryFolder();
  return { ...process.env, TEMPORAL_ADDRESS: undefined, DATABASE_URL: undefined, ...changes, ABIE_HOME: home };
}

/** An environment in which nothing is installed, nothing cached and nothing may be fetched. */
export async function bareEnvironment(
  changes: Environment = {},
): Promise<Environment & { readonly ABIE_HOME: string }> {
  const home = await temporaryFolder();
  return { HOME: home, TMPDIR: home, XDG_CACHE_HOME: home, PATH: '', ABIE_OFFLINE: '1', ...changes, ABIE_HOME: home };
}

export async function temporaryFolder(): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'abie-engine-'));
  onTestFinished(() => fs.rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Writes a program of a few shell lines and gives its folder, for a PATH. */
export async function shellProgram(name: string, lines: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  await fs.writeFile(path.join(folder, name), ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
  return folder;
}
