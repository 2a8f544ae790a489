import { afterAll, beforeAll, expect, test } from 'vitest';
import { start, stop, untilReady } from '../support/command.js';
import { temporaryHome } from '../support/home.js';

let home: Awaited<ReturnType<typeof temporaryHome>>;
beforeAll(async () => {
  home = await temporaryHome();
});
afterAll(() => home.remove());

interface Summary {
  readonly schoolsByStage: Readonly<Record<string, number>>;
  readonly addresses: { readonly api: string };
}

const words = ['up', '--schools', '60', '--port', '3300', '--json'];

test('the product starts, is killed, starts again and has lost nothing', { timeout: 600_000 }, async () => {
  const first = start(home.folder, words);
  const before = (await untilReady(first)) as Summary;
  expect(before.schoolsByStage).toHaveProperty('in-review');
  expect(before.schoolsByStage).not.toHaveProperty('drafting');
  await stop(first, 'SIGKILL');

  const second = start(home.folder, words);
  const after = (await untilReady(second)) as Summary;
  expect(after.schoolsByStage).toEqual(before.schoolsByStage);
  const health = await fetch(`${after.addresses.api}/api/v1/health`);
  expect(health.status).toBe(200);
  await stop(second);
});
