import { buildApi } from './app.js';
import { type ApiDependencies } from './context.js';

export interface RunningApi {
  /** Such as `http://127.0.0.1:3000`. */
  readonly address: string;
  /** Takes no new requests, lets running ones finish, and ends streams. */
  readonly close: () => Promise<void>;
}

export async function startApi({
  host,
  port,
  ...dependencies
}: ApiDependencies & { readonly host: string; readonly port: number }): Promise<RunningApi> {
  const app = await buildApi(dependencies);
  const address = await app.listen({ host, port });
  return { address, close: () => app.close() };
}
