import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockHolder, takeLock } from '../../engine/stack-lock.js';
import { ended, engineInChild } from './support/engine-in-child.js';
import { temporaryFolder } from './support/folders.js';

const takeInChild = (folder: string): string =>
  `const { takeLock } = await engine('stack-lock');
   say(JSON.stringify(takeLock(${JSON.stringify(folder)})));
   setInterval(() => undefined, 1000);`;

describe("a stack's lock", () => {
  test('is held by one process, and free again when released', async () => {
    const folder = await temporaryFolder();
    const lock = takeLock(folder);
    expect(takeLock(folder)).toMatchObject({ heldBy: { pid: process.pid } });
    expect(lockHolder(folder)?.pid).toBe(process.pid);
    if ('release' in lock) lock.release();
    expect(lockHolder(folder)).toBeUndefined();
    expect(takeLock(folder)).toHaveProperty('release');
  });

  test('is refused while another living process holds it, and taken over when that process was killed', async () => {
    const folder = await temporaryFolder();
    const { child, said } = await engineInChild(takeInChild(folder), process.env);
    await said;
    expect(takeLock(folder)).toMatchObject({ heldBy: { pid: child.pid } });
    child.kill('SIGKILL');
    await ended(child);
    expect(takeLock(folder)).toHaveProperty('release');
  });

  test('is taken over from a dead process whose number now belongs to another program', async () => {
    const folder = await temporaryFolder();
    fs.writeFileSync(path.join(folder, 'stack.lock'), JSON.stringify({ pid: process.pid, startedAs: 'long ago' }));
    expect(takeLock(folder)).toHaveProperty('release');
  });

  test('is taken over when it cannot be read', async () => {
    const folder = await temporaryFolder();
    fs.writeFileSync(path.join(folder, 'stack.lock'), 'half a li');
    expect(takeLock(folder)).toHaveProperty('release');
  });

  test('of a dead process goes to exactly one of several processes that request it at once', async () => {
    const folder = await temporaryFolder();
    fs.writeFileSync(path.join(folder, 'stack.lock'), JSON.stringify({ pid: process.pid, startedAs: 'long ago' }));
    const children = await Promise.all(
      Array.from({ length: 4 }, () => engineInChild(takeInChild(folder), process.env)),
    );
    const outcomes = await Promise.all(children.map(async ({ said }) => JSON.parse(await said) as object));
    expect(outcomes.filter((outcome) => !('heldBy' in outcome))).toHaveLength(1);
  }, 30_000);
});
