import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Turns } from '../../../api/engine/turns.js';

describe('turns for tasks', () => {
  it('limit how many tasks about one subject run at once, and each subject separately', async () => {
    const turns = new Turns(2);
    const running = new Map<string, number>();
    const most = new Map<string, number>();
    const task = (about: string) => async (): Promise<string> => {
      running.set(about, (running.get(about) ?? 0) + 1);
      most.set(about, Math.max(most.get(about) ?? 0, running.get(about) ?? 0));
      await pause(1);
      running.set(about, (running.get(about) ?? 0) - 1);
      return about;
    };
    const asked = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 'a' : 'b'));
    expect(await Promise.all(asked.map((about) => turns.take(about, task(about))))).toEqual(asked);
    expect([...most]).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
  });

  it('pass a failure on, give the turn to the next, and forget subjects without requests', async () => {
    const turns = new Turns(1);
    const failing = turns.take('a', () => Promise.reject(new Error('No answer.')));
    const next = turns.take('a', () => Promise.resolve('answered'));
    await expect(failing).rejects.toThrow('No answer.');
    expect(await next).toBe('answered');
    expect(turns.size).toBe(0);
  });
});
