import { Client, Connection } from '@temporalio/client';
import { type Engine } from './own-engine.js';

export async function connectClient({
  address,
  namespace,
}: Pick<Engine, 'address' | 'namespace'>): Promise<{ readonly client: Client; readonly close: () => Promise<void> }> {
  const connection = await Connection.connect({ address });
  return { client: new Client({ connection, namespace }), close: () => connection.close() };
}
