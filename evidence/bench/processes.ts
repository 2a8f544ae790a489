import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Processes to be watched, by name; the children of each count with it. */
export type Watched = Readonly<Record<string, number>>;

const ticksPerSecond = 100;
const betweenLooksMilliseconds = 500;

/**
 * Peak memory in megabytes by name, sampled while work goes on: proportional set sizes, so that memory which processes of PostgreSQL share
 * counts once. Empty where there is no /proc.
 */
export class MemoryWatch {
  readonly #peaks = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(watched: Watched) {
    const look = (): void => {
      for (const [name, pid] of Object.entries(watched)) {
        const now = megabytesOf(pid, watched);
        if (now > (this.#peaks.get(name) ?? 0)) this.#peaks.set(name, now);
      }
    };
    this.#timer = setInterval(look, betweenLooksMilliseconds);
  }

  stop(): Readonly<Record<string, number>> {
    clearInterval(this.#timer);
    return Object.fromEntries([...this.#peaks].map(([name, megabytes]) => [name, Math.round(megabytes)]));
  }
}

/** Seconds of CPU that each has used since it began, by name. Empty where there is no /proc. */
export const cpuSecondsOf = (watched: Watched): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(watched)
      .filter(([, pid]) => existsSync(`/proc/${pid}/stat`))
      .map(([name, pid]) => [
        name,
        familyOf(pid, watched).reduce((sum, one) => sum + ticksOf(one, one === pid && name !== 'client'), 0) /
          ticksPerSecond,
      ]),
  );

const megabytesOf = (pid: number, watched: Watched): number =>
  familyOf(pid, watched).reduce((sum, one) => sum + kilobytesOf(one), 0) / 1024;

function kilobytesOf(pid: number): number {
  const text = read(`/proc/${pid}/smaps_rollup`);
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
}

/** User and system time; of the first process also that of its children who have ended (proc(5), fields 14 to 17). */
function ticksOf(pid: number, withEndedChildren: boolean): number {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, withEndedChildren ? 15 : 13);
  return fields.reduce((sum, field) => sum + (Number(field) || 0), 0);
}

/** A process and its children, except those that are watched under their own name. */
function familyOf(pid: number, watched: Watched): readonly number[] {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return [];
  const threads = list(tasks);
  const children = threads.flatMap((thread) =>
    read(`${tasks}/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.filter((child) => !Object.values(watched).includes(child))];
}

/** A process may end between two samples. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function list(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
