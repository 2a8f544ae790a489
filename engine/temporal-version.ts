/** The first server with Worker Deployments and automatic upgrade as the workers use them. */
export const serverNeeded = '1.29.1';

/** True when the version (`1.29.1`, suffixes ignored) is the needed one or later. */
export function isServerRecent(version: string, needed: string = serverNeeded): boolean {
  const [have, want] = [numbersOf(version), numbersOf(needed)];
  for (let place = 0; place < want.length; place += 1) {
    const difference = (have[place] ?? 0) - (want[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}
