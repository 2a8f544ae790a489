import pg from 'pg';
import { messageOf } from './engine-problem.js';

export interface QueryOutcome {
  readonly succeeded: boolean;
  readonly rowCount: number;
  readonly reason: string;
}

const connectMilliseconds = 5000;

/** Runs one statement on a connection of its own. Never rejects. */
export async function tryQuery(url: string, statement: string, values: readonly string[] = []): Promise<QueryOutcome> {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMilliseconds });
    // When the server dies, the query itself reports it.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<Record<string, unknown>>(statement, [...values]);
      return { succeeded: true, rowCount: rows.length, reason: '' };
    } finally {
      await client.end();
    }
  } catch (thrown) {
    return { succeeded: false, rowCount: 0, reason: messageOf(thrown) };
  }
}
