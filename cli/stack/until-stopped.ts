import { CommandProblem, exitCodes } from '../exit-codes.js';
import { isInterrupted, stopWith } from '../interruption.js';

interface Running {
  readonly worker?: { readonly finished: Promise<void> };
  readonly stack?: { readonly broken: Promise<string> };
  readonly stop: () => Promise<void>;
  /** How long `stop` may take when the process is asked to end. */
  readonly patienceMilliseconds?: number;
}

/** Waits until the process is asked to end, or the worker or a server breaks; then everything is stopped in order. */
export async function untilStopped({ worker, stack, ...interruption }: Running): Promise<void> {
  stopWith({ ...interruption, isNormalEnd: true });
  const broken = await new Promise<Error | undefined>((resolve) => {
    void stack?.broken.then((what) => {
      resolve(new CommandProblem(`${what} Start again; nothing is lost.`, exitCodes.broken));
    });
    worker?.finished.then(
      () => {
        resolve(undefined);
      },
      (error: unknown) => {
        resolve(error instanceof Error ? error : new Error('The worker broke.', { cause: error }));
      },
    );
  });
  // The signal's handler is stopping everything and ends the process.
  if (isInterrupted()) await new Promise(() => undefined);
  await interruption.stop();
  if (broken !== undefined) throw broken;
}
