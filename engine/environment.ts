import os from 'node:os';

/** Environment variables, passed in by the caller so that tests can give their own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that is set and not blank, else undefined. */
export function setting(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === undefined || value === '' ? undefined : value;
}

/** True when `ABIE_OFFLINE` is set (other than to 0): nothing is downloaded or built. */
export function isOffline(environment: Environment): boolean {
  const value = setting(environment, 'ABIE_OFFLINE');
  return value !== undefined && value !== '0';
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The user's own folder. */
export function userFolder(environment: Environment): string {
  return setting(environment, 'HOME') ?? os.homedir();
}
