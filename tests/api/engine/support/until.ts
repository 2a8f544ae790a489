import { setTimeout as pause } from 'node:timers/promises';
const attempts = 300;

/** Asks until the answer is the one waited for. @throws Error when it never comes */
export async function until<Value>(ask: () => Promise<Value>, isDone: (value: Value) => boolean): Promise<Value> {
  for (let count = 0; ; count += 1) {
    const value = await ask();
    if (isDone(value)) return value;
    if (count === attempts) throw new Error(`It never came: ${JSON.stringify(value)}`);
    await pause(200);
  }
}
