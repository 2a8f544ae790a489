import { type ChildProcess } from 'node:child_process';

/** A server of ours that must not outlive us. */
export interface StartedServer {
  /** Ends it in order and waits until it is gone. */
  readonly stop: () => Promise<void>;
  /** Ends it at once, without waiting. */
  readonly kill: () => void;
}

const servers = new Set<StartedServer>();
const programs = new Set<ChildProcess>();

/** Remembers a server until it has ended. */
export function rememberServer(server: StartedServer, ended: Promise<void>): void {
  servers.add(server);
  void ended.then(() => servers.delete(server));
}

/** Remembers a program that runs to its end, such as a build, until it has ended. */
export function rememberProgram(program: ChildProcess): void {
  programs.add(program);
  program.once('close', () => programs.delete(program));
}

/** Ends every program and server that this process has started and that still runs, whatever it was started for. */
export async function endStarted(): Promise<void> {
  for (const program of programs) program.kill('SIGKILL');
  // A start in progress may add one more server when another has ended.
  while (servers.size > 0) {
    const running = [...servers];
    await Promise.all(running.map((server) => server.stop()));
    for (const server of running) servers.delete(server);
  }
}

/** The same at once: nothing is waited for. */
export function killStarted(): void {
  for (const program of programs) program.kill('SIGKILL');
  for (const server of servers) server.kill();
}
