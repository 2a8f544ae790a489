import cliProgress from 'cli-progress';

/** One piece of work a person waits for. */
export interface Step {
  /** What is happening now; `fraction` (0 to 1) where it is known. */
  update(text: string, fraction?: number): void;
  done(text?: string): void;
  fail(text: string): void;
}

export interface Progress {
  step(name: string): Step;
}

export interface ProgressOptions {
  /** Standard error unless a test gives its own. */
  readonly stream?: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Milliseconds of any steady clock. */
  readonly now?: () => number;
}

/** Bars on a terminal, plain lines elsewhere. Standard output is left to results. */
export function createProgress(options: ProgressOptions = {}): Progress {
  const stream = options.stream ?? process.stderr;
  const now = options.now ?? ((): number => performance.now());
  return stream.isTTY === true ? terminalProgress(stream, now) : lineProgress(stream, now);
}

/** `45 s`, `2 min 5 s`. */
export function elapsedText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const quietMillisecondsBetweenLines = 10_000;

function lineProgress(stream: NodeJS.WritableStream, now: () => number): Progress {
  const write = (name: string, text: string): void => {
    stream.write(`${name}: ${text}\n`);
  };
  return {
    step: (name) => {
      let lastLineAt: number | undefined;
      return {
        update: (text, fraction) => {
          if (lastLineAt !== undefined && now() - lastLineAt < quietMillisecondsBetweenLines) return;
          lastLineAt = now();
          write(name, fraction === undefined ? text : `${text} (${Math.round(fraction * 100)}%)`);
        },
        done: (text = 'done') => {
          write(name, text);
        },
        fail: (text) => {
          write(name, text);
        },
      };
    },
  };
}

interface BarPayload {
  readonly name: string;
  readonly text: string;
  readonly startedAt: number;
  readonly fraction?: number;
  readonly ended?: 'done' | 'failed';
}

const barWidth = 24;

function barLine(payload: BarPayload, now: number): string {
  const name = payload.name.padEnd(16);
  if (payload.ended !== undefined) return `${payload.ended === 'done' ? '✔' : '✘'} ${name} ${payload.text}`;
  const elapsed = elapsedText(now - payload.startedAt);
  if (payload.fraction === undefined) return `· ${name} ${payload.text} (${elapsed})`;
  const filled = Math.round(Math.min(1, Math.max(0, payload.fraction)) * barWidth);
  return `· ${name} ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${payload.text} (${elapsed})`;
}

function terminalProgress(stream: NodeJS.WritableStream, now: () => number): Progress {
  let bars: cliProgress.MultiBar | undefined;
  let running = 0;
  return {
    step: (name) => {
      // The library's own signal handlers would swallow Ctrl-C.
      bars ??= new cliProgress.MultiBar({
        stream,
        gracefulExit: false,
        emptyOnZero: true,
        linewrap: false,
        format: (_options, _values, payload: BarPayload) => barLine(payload, now()),
      });
      running += 1;
      let state: BarPayload = { name, text: 'starting', startedAt: now() };
      const bar = bars.create(1, 0, state);
      const show = (change: Partial<BarPayload>): void => {
        state = { ...state, ...change };
        bar.update(0, state);
      };
      const end = (ended: 'done' | 'failed', text: string): void => {
        if (state.ended !== undefined) return;
        show({ ended, text });
        running -= 1;
        if (running > 0) return;
        bars?.stop();
        bars = undefined;
      };
      return {
        update: (text, fraction) => {
          if (state.ended === undefined) show(fraction === undefined ? { text } : { text, fraction });
        },
        done: (text = 'done') => {
          end('done', text);
        },
        fail: (text) => {
          end('failed', text);
        },
      };
    },
  };
}
