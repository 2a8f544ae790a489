import net from 'node:net';

const loopback = '127.0.0.1';

/** True when nothing listens on the port of this machine's loopback address. */
export async function isPortFree(port: number): Promise<boolean> {
  // macOS lets a loopback address be bound as well as a wildcard one, so we also look for a listener.
  if (await isAnswering(port)) return false;
  return (await listenOnce(port)) !== undefined;
}

/** The preferred port when it is free, else one that the system reports as free. `avoid` lists ports promised to others. */
export async function freePort(preferred?: number, avoid: readonly number[] = []): Promise<number> {
  if (preferred !== undefined && !avoid.includes(preferred) && (await isPortFree(preferred))) return preferred;
  for (;;) {
    const port = await listenOnce(0);
    if (port === undefined) throw new Error('The system has no free port on 127.0.0.1.');
    if (!avoid.includes(port)) return port;
  }
}

/** The first free port from `first` upwards that `avoid` does not list. */
export async function freePortFrom(first: number, avoid: readonly number[]): Promise<number> {
  for (let port = first; port < first + 200 && port < 65_536; port += 1)
    if (!avoid.includes(port) && (await isPortFree(port))) return port;
  return freePort(undefined, avoid);
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen({ host: loopback, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : undefined);
      });
    });
  });
}

/** True when something accepts connections on the port. */
export function isAnswering(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: loopback, port });
    const answer = (listens: boolean): void => {
      socket.destroy();
      resolve(listens);
    };
    socket.setTimeout(1000, () => {
      answer(true);
    });
    socket.once('connect', () => {
      answer(true);
    });
    socket.once('error', () => {
      answer(false);
    });
  });
}
