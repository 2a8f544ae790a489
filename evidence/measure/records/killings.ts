import { setTimeout as pause } from 'node:timers/promises';
import { startWorkerProgram, type RunningProgram } from '../../stack/program.js';
import { type Engine } from '../../stack/own-engine.js';

const longestLifeMilliseconds = 4_000;

/** Keeps a number of workers alive, and kills one after another at random moments, starting another in its place each time. */
export class Workers {
  readonly #engine: Engine;
  #running: RunningProgram[] = [];

  private constructor(engine: Engine) {
    this.#engine = engine;
  }

  static async start(engine: Engine, count: number): Promise<Workers> {
    const workers = new Workers(engine);
    await workers.#startMore(count);
    return workers;
  }

  /** @param draw uniform in [0, 1) */
  async killAtRandom(kills: number, draw: () => number, say: (text: string) => void): Promise<void> {
    for (let killed = 1; killed <= kills; killed += 1) {
      await pause(draw() * longestLifeMilliseconds);
      const [worker] = this.#running.splice(Math.floor(draw() * this.#running.length), 1);
      await worker?.kill();
      if (killed % 10 === 0) say(`${killed} of ${kills} workers killed.`);
      await this.#startMore(1);
    }
  }

  /** Kills all workers and starts one with an empty cache, so that its answers are replayed from the histories. */
  async replaceAll(): Promise<void> {
    await Promise.all(this.#running.map((worker) => worker.kill()));
    this.#running = [];
    await this.#startMore(1);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((worker) => worker.stop()));
    this.#running = [];
  }

  async #startMore(count: number): Promise<void> {
    const started = await Promise.all(Array.from({ length: count }, () => startWorkerProgram(this.#engine)));
    this.#running.push(...started);
  }
}
