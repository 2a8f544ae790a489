import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { homeFolder } from '../engine/home.js';

let folder: string | undefined;

/** Where the remarks of libraries and the traces of faults go, so that the terminal shows results and sentences alone. */
export const logFile = (): string => join(folder ?? homeFolder(process.env), 'abie.log');

/** Keeps the log with the stack that this process runs. */
export function logInto(stackFolder: string): void {
  folder = stackFolder;
}

/** Adds a line. The file is made with its first line; work continues where the log cannot be written. */
export function writeLog(text: string): void {
  try {
    const file = logFile();
    if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true, mode: 0o711 });
    appendFileSync(file, `${new Date().toISOString()} ${text}\n`, { mode: 0o600 });
  } catch {
    // Nothing else can be done with a remark.
  }
}
