import { openDatabase, type Database } from '../../database/database.js';
import { type Client } from '@temporalio/client';
import { askServer } from '../../database/server.js';
import { placeOf } from '../../engine/postgres.js';
import { CommandProblem, exitCodes } from '../exit-codes.js';
import { connectClient } from './temporal-client.js';

/** Engine and database named by the environment, for processes that run apart: `abie worker`, `abie api`. */
export interface Parts {
  readonly address: string;
  readonly namespace: string;
  readonly db: Database;
  readonly client: Client;
  readonly stop: () => Promise<void>;
}

/** @throws CommandProblem when a setting is missing or wrong, or nothing answers there. */
export async function partsFromEnvironment(): Promise<Parts> {
  const address = required('TEMPORAL_ADDRESS', 'the address of the Temporal server, such as 127.0.0.1:7233');
  const url = required('DATABASE_URL', 'the address of PostgreSQL, such as postgres://user:password@host:5432/abie');
  if (!/^[^\s/:]+(:\d+)?$|^\[[0-9a-f:]+\]:\d+$/i.test(address))
    throw new CommandProblem('TEMPORAL_ADDRESS is not an address; write it like 127.0.0.1:7233.', exitCodes.usage);
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
    throw new CommandProblem(
      'DATABASE_URL is not the address of a PostgreSQL database; write it like postgres://user:password@host:5432/abie.',
      exitCodes.usage,
    );
  const answer = await askServer(url);
  if (!answer.answers)
    throw new CommandProblem(
      `No database answers at DATABASE_URL, ${placeOf(url)}. Start it, or correct the address.`,
      exitCodes.notRunning,
    );
  const namespace = process.env['TEMPORAL_NAMESPACE'] ?? 'abie';
  const { client, close } = await connectClient(address, namespace).catch(() => {
    throw new CommandProblem(
      `No Temporal server answers at TEMPORAL_ADDRESS, ${address}. Start it, or correct the address.`,
      exitCodes.notRunning,
    );
  });
  const db = openDatabase(url);
  return {
    address,
    namespace,
    db,
    client,
    stop: async () => {
      await close();
      await db.destroy();
    },
  };
}

export function required(name: string, what: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new CommandProblem(`Set ${name}: ${what}.`, exitCodes.usage);
  return value;
}
