import pLimit, { type LimitFunction } from 'p-limit';

/**
 * Lets a few tasks for one key run at once while the others wait for their turn, each key on its own. A key without tasks is
 * removed.
 */
export class Turns {
  readonly #atOnce: number;
  readonly #limits = new Map<string, LimitFunction>();

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** How many keys have tasks now. */
  get size(): number {
    return this.#limits.size;
  }

  async take<Result>(about: string, task: () => Promise<Result>): Promise<Result> {
    const limit = this.#limits.get(about) ?? pLimit(this.#atOnce);
    this.#limits.set(about, limit);
    try {
      return await limit(task);
    } finally {
      if (limit.activeCount === 0 && limit.pendingCount === 0) this.#limits.delete(about);
    }
  }
}
