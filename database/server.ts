import pg from 'pg';

/** What a server said to a question that may find it away. */
export type Answer = { readonly answers: true } | { readonly answers: false; readonly error: unknown };

const connectMilliseconds = 5000;

/** Whether the server of this address answers. Never rejects. */
export async function askServer(url: string): Promise<Answer> {
  try {
    await onServer(url, (client) => client.query('select 1'));
    return { answers: true };
  } catch (error) {
    return { answers: false, error };
  }
}

/** Makes a database on the server of this address, unless it is there. @throws what the server says against it */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  await onServer(url, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}

/** On a connection of its own, because the server may go away at any moment. */
async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMilliseconds });
  // The query itself fails when the server dies under the connection.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end();
  }
}
