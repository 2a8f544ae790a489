import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import { type ConnectionOptions } from '@temporalio/client';

export interface ConnectedClient {
  readonly client: Client;
  readonly close: () => Promise<void>;
}

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];
type Call = ReturnType<Interceptor>;

/**
 * A client whose connection can be closed at any time. An abandoned call may still be waiting for a retry; on a closed channel
 * that retry would throw from a timer and end the process, so it is dropped instead.
 */
export async function connectClient(address: string, namespace: string): Promise<ConnectedClient> {
  let isClosed = false;
  const untilClosed: Interceptor = (options, nextCall) =>
    isClosed ? callToNowhere : (nextCall(options) as unknown as Call);
  const connection = await Connection.connect({
    address,
    interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions()), untilClosed],
  });
  return {
    client: new Client({ connection, namespace }),
    close: () => {
      isClosed = true;
      return connection.close();
    },
  };
}

const nothing = (): void => undefined;
const callToNowhere = {
  start: nothing,
  sendMessage: nothing,
  sendMessageWithContext: nothing,
  startRead: nothing,
  halfClose: nothing,
  cancelWithStatus: nothing,
  getPeer: () => '',
  getAuthContext: () => null,
} as unknown as Call;
