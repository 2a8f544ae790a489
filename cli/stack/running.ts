import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { homeFolder } from '../../engine/home.js';
import { runningStacks } from '../../engine/stack.js';
import { ApiClient } from '../../api/client/api-client.js';
import { apiAddress } from '../arguments.js';
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
  if (named !== undefined && named !== '') return new ApiClient(apiAddress(named));
  const running = runningStacks(homeFolder(process.env)).filter(({ name }) => stack === undefined || name === stack);
  const [only] = running;
  const address = only?.addresses['api'];
  if (address !== undefined && running.length === 1) return new ApiClient(address);
  if (stack !== undefined && running.length === 0) {
    knownStack(stack);
    throw new CommandProblem(
      `The stack "${stack}" is not running. Start it with: npm start -- --stack ${stack}`,
      exitCodes.notRunning,
    );
  }
  if (running.length === 0 || running.length === 1)
    throw new CommandProblem('No stack is running here. Start one with: npm start', exitCodes.notRunning);
  throw new CommandProblem(
    `Several stacks are running: ${running.map(({ name }) => name).join(', ')}. Choose one with --stack.`,
    exitCodes.usage,
  );
}

/** @throws CommandProblem when the stack is running; checked before anything is started. */
export function refuseRunning(name: string): void {
  const running = runningStacks(homeFolder(process.env)).find((one) => one.name === name);
  if (running === undefined) return;
  const address = running.addresses['api'];
  throw new CommandProblem(
    `The stack "${name}" is running already, as process ${running.pid}${address === undefined ? '' : `, with its API at ${address}`}. Use it, stop it, or choose another name with --stack.`,
    exitCodes.refused,
  );
}

/** The name of a stack of this machine. @throws CommandProblem when there is none of that name; nothing is made. */
export function knownStack(name: string): string {
  const names = stackNames();
  if (names.includes(name)) return name;
  const known = names.length === 0 ? 'There is no stack yet; start one with: npm start' : `Known: ${names.join(', ')}.`;
  throw new CommandProblem(`There is no stack "${name}". ${known}`, exitCodes.notFound);
}

/** Every stack of this machine that has a database, running or not. */
export function stackNames(): readonly string[] {
  const home = homeFolder(process.env);
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .filter((name) => existsSync(join(home, name, 'stack.json')))
    .sort();
}
