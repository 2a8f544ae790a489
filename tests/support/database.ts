import { randomUUID } from 'node:crypto';
import knex, { type Knex } from 'knex';
import { inject } from 'vitest';
import { migrate } from '../../migrations/run.js';

export interface TestDatabase {
  readonly db: Knex;
  readonly url: string;
  /** Closes the connections and drops the database. */
  readonly dispose: () => Promise<void>;
}

/** Of the server that holds the test databases: ABIE_TEST_DATABASE_URL, else the one started for this run. */
const serverUrl = (): string => process.env['ABIE_TEST_DATABASE_URL'] ?? inject('databaseUrl');

/** A migrated database of its own, cloned from the run's template; one for each test file, disposed in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  return createDatabase(`test_${randomUUID().replaceAll('-', '')}`, inject('databaseTemplate'));
}

/** An empty database, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase(`test_${randomUUID().replaceAll('-', '')}`, 'template0');
}

async function createDatabase(name: string, template: string): Promise<TestDatabase> {
  await onServer(serverUrl(), (server) => server.raw('create database ?? template ??', [name, template]));
  const url = withDatabase(serverUrl(), name);
  const db = connect(url);
  return {
    db,
    url,
    dispose: async () => {
      await db.destroy();
      await onServer(serverUrl(), (server) => server.raw('drop database if exists ?? with (force)', [name]));
    },
  };
}

/** Makes the template that test databases are cloned from; called once a run. */
export async function createTemplate(
  server: string,
): Promise<{ readonly name: string; readonly drop: () => Promise<void> }> {
  const name = `template_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, (connection) => connection.raw('create database ?? template template0', [name]));
  const db = connect(withDatabase(server, name));
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
  return {
    name,
    drop: () => onServer(server, (connection) => connection.raw('drop database if exists ?? with (force)', [name])),
  };
}

const connect = (url: string): Knex => knex({ client: 'pg', connection: url, pool: { min: 0, max: 8 } });

async function onServer(url: string, work: (server: Knex) => PromiseLike<unknown>): Promise<void> {
  const server = connect(url);
  try {
    await work(server);
  } finally {
    await server.destroy();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
