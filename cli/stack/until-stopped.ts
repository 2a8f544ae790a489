import { CommandProblem, exitCodes } from '../exit-codes.js';
import { say } from '../output.js';

interface Running {
  readonly worker?: { readonly finished: Promise<void> };
  readonly stack?: { readonly broken: Promise<string> };
  readonly stop: () => Promise<void>;
}

/** Waits for a signal to stop, or for the worker to break, then stops everything in order. */
export async function untilStopped(running: Running): Promise<void> {
  let broken: Error | undefined;
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        say('Stopping.');
        resolve();
      });
    }
    void running.stack?.broken.then((what) => {
      broken = new CommandProblem(`${what} Start again; nothing is lost.`, exitCodes.broken);
      resolve();
    });
    running.worker?.finished.then(resolve, (error: unknown) => {
      broken = error instanceof Error ? error : new Error('The worker broke.', { cause: error });
      resolve();
    });
  });
  await running.stop();
  if (broken !== undefined) throw broken;
}
