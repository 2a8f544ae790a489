import { spawn, type ChildProcess } from 'node:child_process';

export interface CommandResult {
  readonly exitCode: number | null;
  /** The last line of standard output, read as JSON. */
  readonly json: unknown;
  readonly errors: string;
}

/** Runs the product's own command the way a person would, with its data in a folder of the test's. */
export function abie(home: string, words: readonly string[]): Promise<CommandResult> {
  return ended(start(home, words));
}

/** Starts a command that keeps running until it is stopped. */
export function start(home: string, words: readonly string[]): ChildProcess {
  const environment = { ...process.env, ABIE_HOME: home };
  return spawn(process.execPath, ['bin/abie.js', ...words], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
}

function ended(child: ChildProcess): Promise<CommandResult> {
  const output: string[] = [];
  const errors: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  return new Promise((resolve) => {
    child.once('close', (exitCode) => {
      const last = output.join('').trim().split('\n').at(-1) ?? '';
      resolve({ exitCode, json: last.startsWith('{') ? JSON.parse(last) : undefined, errors: errors.join('') });
    });
  });
}

/** Waits until the command has printed its JSON, which `abie up` does when it is ready. */
export function untilReady(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let output = '';
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const line = output.split('\n').find((text) => text.startsWith('{') && text.endsWith('}'));
      if (line !== undefined) resolve(JSON.parse(line));
    });
    child.once('close', (exitCode) => {
      reject(new Error(`The command ended with ${String(exitCode)} before it was ready.\n${errors}`));
    });
  });
}

/** Stops a command as Ctrl-C would, and waits for it to end. */
export function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
  return new Promise((resolve) => {
    child.once('close', () => {
      resolve();
    });
    child.kill(signal);
  });
}
