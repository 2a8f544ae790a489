import { openDatabase, type Database } from '../../database/database.js';
import { createProgress } from '../../engine/progress.js';
import { homeFolder } from '../../engine/home.js';
import { findOrStartPostgres } from '../../engine/postgres.js';
import { runningStacks, startStackDatabase } from '../../engine/stack.js';
import { CommandProblem, exitCodes } from '../exit-codes.js';
import { knownStack, stackNames } from './running.js';

/** Runs work on the database of DATABASE_URL, or on that of the named (or only) stack, started meanwhile if it is not running. */
export async function withDatabase<Result>(
  stack: string | undefined,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const server = await databaseOf(stack);
  const db = openDatabase(server.url);
  try {
    return await work(db);
  } finally {
    await db.destroy();
    await server.stop();
  }
}

interface Server {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

async function databaseOf(stack: string | undefined): Promise<Server> {
  const environment = process.env;
  const progress = createProgress();
  const home = homeFolder(environment);
  if ((environment['DATABASE_URL'] ?? '') !== '') return findOrStartPostgres({ folder: home, environment, progress });
  const name = stack === undefined ? onlyStack() : knownStack(stack);
  const running = runningStacks(home).find((one) => one.name === name);
  if (running) return { url: running.postgres.url, stop: () => Promise.resolve() };
  return startStackDatabase({ name, environment, progress });
}

function onlyStack(): string {
  const names = stackNames();
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  const known = names.length === 0 ? 'There is no stack yet; start one with: npm start' : `Known: ${names.join(', ')}.`;
  throw new CommandProblem(
    `Choose a database: set DATABASE_URL, or name a stack with --stack. ${known}`,
    exitCodes.usage,
  );
}
