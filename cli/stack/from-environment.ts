import { openDatabase, type Database } from '../../database/database.js';
import { type Client } from '@temporalio/client';
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

export async function partsFromEnvironment(): Promise<Parts> {
  const address = required('TEMPORAL_ADDRESS', 'the address of the Temporal server, such as 127.0.0.1:7233');
  const db = openDatabase(
    required('DATABASE_URL', 'the address of PostgreSQL, such as postgres://user:password@host:5432/abie'),
  );
  const namespace = process.env['TEMPORAL_NAMESPACE'] ?? 'abie';
  const { client, close } = await connectClient(address, namespace);
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
