import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

export interface AlarmTime {
  readonly name: string;
  readonly atMilliseconds: number;
}

/** One timer for the nearest deadline: re-armed only when the deadline moves, so that a quiet month costs no timer events. */
export class Alarm {
  rang: string | undefined;
  #armed: AlarmTime | undefined;
  #scope: CancellationScope | undefined;

  set(deadline: AlarmTime | undefined): void {
    if (deadline?.name === this.#armed?.name && deadline?.atMilliseconds === this.#armed?.atMilliseconds) return;
    this.#scope?.cancel();
    this.#scope = undefined;
    this.#armed = deadline;
    this.rang = undefined;
    if (deadline) this.#arm(deadline);
  }

  /** Forgets the deadline that rang, so that it can be armed again. */
  reset(): void {
    this.rang = undefined;
    this.#armed = undefined;
    this.#scope = undefined;
  }

  #arm({ name, atMilliseconds }: AlarmTime): void {
    const scope = new CancellationScope();
    this.#scope = scope;
    void scope
      .run(() => sleep(Math.max(1, atMilliseconds - Date.now()), { summary: `deadline: ${name}` }))
      .then(() => {
        if (this.#scope === scope) this.rang = name;
      })
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
  }
}
