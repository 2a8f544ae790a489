import fs from 'node:fs/promises';
import path from 'node:path';
import { askServer } from '../database/server.js';
import { messageOf } from './engine-problem.js';
import { type Environment, setting } from './environment.js';
import { goNeeded } from './go-build.js';
import { cachedProgramFolder, homeFolder } from './home.js';
import { placeOf } from './postgres.js';
import { embeddedPackage } from './postgres-programs.js';
import { findProgram } from './programs.js';
import { findTemporalProgram } from './temporal-program.js';
import { whyNoAnswerAt } from './temporal-namespace.js';

/** One line of the check-up. Without a `missing` part the product does not run; without an `optional` one it lacks a convenience. */
export interface Finding {
  readonly name: string;
  readonly state: 'present' | 'missing' | 'optional';
  /** Where it was found, or what is used instead. */
  readonly where?: string;
  /** What to do about it. */
  readonly remedy?: string;
}

const nodeNeeded = [20, 19] as const;

/** Checks what is here and changes nothing: it downloads, builds and starts nothing. */
export async function doctorFindings(environment: Environment): Promise<readonly Finding[]> {
  const go = await findProgram('go', environment);
  return [
    nodeFinding(),
    await temporalFinding(environment, go !== undefined),
    await postgresFinding(environment),
    await homeFinding(environment),
    await dataFinding(environment),
    programFinding('Go', go, `Only needed to build the Temporal server: install Go ${goNeeded} or newer.`),
    await chromiumFinding(environment),
  ];
}

/** Compares Node's version with the oldest that the product runs on. */
export function nodeFinding(version: string = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isRecent = major > nodeNeeded[0] || (major === nodeNeeded[0] && minor >= nodeNeeded[1]);
  if (isRecent) return { name: 'Node.js', state: 'present', where: version };
  return {
    name: 'Node.js',
    state: 'missing',
    where: version,
    remedy: `Install Node.js ${nodeNeeded.join('.')} or newer.`,
  };
}

async function temporalFinding(environment: Environment, hasGo: boolean): Promise<Finding> {
  const name = 'Temporal';
  const address = setting(environment, 'TEMPORAL_ADDRESS');
  if (address !== undefined) {
    const problem = await whyNoAnswerAt(address);
    if (problem === undefined) return { name, state: 'present', where: `TEMPORAL_ADDRESS, ${address}` };
    const remedy = `Start that server, or unset TEMPORAL_ADDRESS (${problem}).`;
    return { name, state: 'missing', where: address, remedy };
  }
  const program = await findTemporalProgram(environment);
  if (program !== undefined) return { name, state: 'present', where: program.file };
  const folder = cachedProgramFolder(environment);
  if (hasGo) {
    return {
      name,
      state: 'optional',
      where: `nothing on the path or in ${folder}`,
      remedy: 'Nothing: the first start downloads it, or builds it with Go, which takes some minutes.',
    };
  }
  const remedy = `Install the Temporal command line, or Go ${goNeeded} or newer, or set TEMPORAL_ADDRESS.`;
  return { name, state: 'missing', where: `nothing on the path or in ${folder}`, remedy };
}

async function postgresFinding(environment: Environment): Promise<Finding> {
  const name = 'PostgreSQL';
  const url = setting(environment, 'DATABASE_URL');
  if (url !== undefined) {
    const where = `DATABASE_URL, ${placeOf(url)}`;
    const outcome = await askServer(url);
    if (outcome.answers) return { name, state: 'present', where };
    return {
      name,
      state: 'missing',
      where,
      remedy: `Start that server, or unset DATABASE_URL (${messageOf(outcome.error)}).`,
    };
  }
  try {
    const { version } = embeddedPackage({ platform: process.platform, architecture: process.arch });
    return { name, state: 'present', where: `embedded, ${version}` };
  } catch (thrown) {
    return { name, state: 'missing', remedy: messageOf(thrown) };
  }
}

async function homeFinding(environment: Environment): Promise<Finding> {
  const name = 'Home folder';
  const home = homeFolder(environment);
  let standing = home;
  while (!(await isFolder(standing)) && path.dirname(standing) !== standing) standing = path.dirname(standing);
  try {
    await fs.access(standing, fs.constants.W_OK | fs.constants.X_OK);
    return { name, state: 'present', where: standing === home ? home : `${home}, made at the first start` };
  } catch {
    return { name, state: 'missing', where: home, remedy: 'Set ABIE_HOME to a folder that this user can write to.' };
  }
}

async function dataFinding(environment: Environment): Promise<Finding> {
  const name = 'Data folder';
  const folder = setting(environment, 'ABIE_DATA');
  if (folder === undefined) {
    return {
      name,
      state: 'optional',
      where: 'an invented England',
      remedy: 'Set ABIE_DATA, or give --data, for a folder of published files.',
    };
  }
  if (!(await isFolder(folder))) {
    return { name, state: 'missing', where: folder, remedy: 'ABIE_DATA is not a folder. Correct it or unset it.' };
  }
  const hasTables = (await fs.readdir(folder)).some((file) => /\.csv(\.gz)?$/i.test(file));
  if (hasTables) return { name, state: 'present', where: folder };
  return { name, state: 'missing', where: folder, remedy: 'ABIE_DATA has no CSV files. Correct it or unset it.' };
}

async function chromiumFinding(environment: Environment): Promise<Finding> {
  for (const program of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const file = await findProgram(program, environment);
    if (file !== undefined) return { name: 'Chromium', state: 'present', where: file };
  }
  return { name: 'Chromium', state: 'optional', remedy: 'Only needed to make PDF files: install Chromium.' };
}

function programFinding(name: string, file: string | undefined, remedy: string): Finding {
  return file === undefined ? { name, state: 'optional', remedy } : { name, state: 'present', where: file };
}

async function isFolder(folder: string): Promise<boolean> {
  return fs.stat(folder).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}
