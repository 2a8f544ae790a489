import net, { type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { freePort, isPortFree } from '../../engine/ports.js';

async function listening(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

test('the preferred port is used when it is free', async () => {
  const port = await freePort();
  expect(await freePort(port)).toBe(port);
});

test('another free port is used when another program listens on the preferred one', async () => {
  const taken = await listening();
  const port = await freePort(taken);
  expect(port).not.toBe(taken);
  expect(await isPortFree(taken)).toBe(false);
  expect(await isPortFree(port)).toBe(true);
});

test('a port reserved for another service is not used, even when it is free', async () => {
  const promised = await freePort();
  expect(await freePort(promised, [promised])).not.toBe(promised);
});
