import { say } from '../output.js';

/** Waits for a signal to stop, or for the worker to break, then stops everything in order. */
export async function untilStopped(running: { readonly worker?: { readonly finished: Promise<void> }; stop(): Promise<void> }): Promise<void> {
  let broken: unknown;
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        say('Stopping.');
        resolve();
      });
    }
    running.worker?.finished.then(resolve, (error: unknown) => {
      broken = error;
      resolve();
    });
  });
  await running.stop();
  if (broken !== undefined) throw broken instanceof Error ? broken : new Error(String(broken));
}
