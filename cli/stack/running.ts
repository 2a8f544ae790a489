import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { homeFolder } from '../../engine/home.js';
import { runningStacks } from '../../engine/stack.js';
import { ApiClient } from '../../api/client/api-client.js';
import { CommandProblem, exitCodes } from '../exit-codes.js';

export interface ApiChoice {
  /** The address of an API, such as `http://127.0.0.1:3000`. */
  readonly api?: string;
  /** The name of a running stack. */
  readonly stack?: string;
}

/** The API to call: the one named, else that of the one stack that runs here. */
export function runningApi({ api, stack }: ApiChoice): ApiClient {
  const named = api ?? process.env['ABIE_API'];
  if (named !== undefined && named !== '') return new ApiClient(named);
  const running = runningStacks(homeFolder(process.env)).filter(({ name }) => stack === undefined || name === stack);
  const [only] = running;
  const address = only?.addresses['api'];
  if (address !== undefined && running.length === 1) return new ApiClient(address);
  if (running.length === 0 || running.length === 1)
    throw new CommandProblem('No stack is running here. Start one with: npm start', exitCodes.notRunning);
  throw new CommandProblem(
    `Several stacks are running: ${running.map(({ name }) => name).join(', ')}. Choose one with --stack.`,
    exitCodes.usage,
  );
}

/** Every stack of this machine that has a database, running or not. */
export function stackNames(): readonly string[] {
  const home = homeFolder(process.env);
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .filter((name) => existsSync(join(home, name, 'stack.json')))
    .sort();
}
