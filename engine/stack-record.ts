import fs from 'node:fs';
import path from 'node:path';
import { writeFileWhole } from './files.js';
import { lockHolder } from './stack-lock.js';

/** The content of `stack.json`, for other processes of this user; mode 600, because it holds the database's password. */
export interface StackRecord {
  readonly name: string;
  /** The process that runs the stack. */
  readonly pid: number;
  readonly temporal: {
    readonly address: string;
    readonly namespace: string;
    readonly uiAddress?: string;
    readonly foundAs: string;
    readonly pid?: number;
    readonly port?: number;
    readonly uiPort?: number;
  };
  readonly postgres: {
    readonly url: string;
    readonly foundAs: string;
    readonly pid?: number;
    readonly port?: number;
  };
  /** Addresses that the caller announced, by name, such as `api`. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Ports of the caller's own servers, by name, which the next start uses again. */
  readonly keptPorts: Readonly<Record<string, number>>;
}

export interface RunningStack extends StackRecord {
  readonly folder: string;
}

const recordFileIn = (folder: string): string => path.join(folder, 'stack.json');

export function writeRecord(folder: string, record: StackRecord): void {
  writeFileWhole(recordFileIn(folder), `${JSON.stringify(record, undefined, 2)}\n`);
}

/** The record of the latest start, whether the stack still runs or not. */
export function readRecord(folder: string): StackRecord | undefined {
  try {
    return JSON.parse(fs.readFileSync(recordFileIn(folder), 'utf8')) as StackRecord;
  } catch {
    return undefined;
  }
}

/** Ports that the other stacks under `home` had at their latest start, and want again at their next. */
export function portsOfOthers(home: string, ownName: string): readonly number[] {
  const names = fs.existsSync(home) ? fs.readdirSync(home).filter((name) => name !== ownName) : [];
  return names.flatMap((name) => {
    const record = readRecord(path.join(home, name));
    if (record === undefined) return [];
    const { temporal, postgres, keptPorts } = record;
    const ports = [temporal.port, temporal.uiPort, postgres.port, ...Object.values(keptPorts)];
    return ports.filter((port) => port !== undefined);
  });
}

/** The stacks under `home` whose process is alive and ready, by name. */
export function runningStacks(home: string): readonly RunningStack[] {
  const names = fs.existsSync(home) ? fs.readdirSync(home).sort() : [];
  return names.flatMap((name) => {
    const folder = path.join(home, name);
    const record = readRecord(folder);
    return record !== undefined && lockHolder(folder)?.pid === record.pid ? [{ ...record, folder }] : [];
  });
}
