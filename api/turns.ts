import pLimit, { type LimitFunction } from 'p-limit';

/**
 * Lets a few tasks about one thing run at once and the others wait for their turn, each thing on its own. A thing that nobody asks about is
 * forgotten.
 */
export class Turns {
  readonly #atOnce: number;
  readonly #limits = new Map<string, LimitFunction>();

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** How many things somebody asks about now. */
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
