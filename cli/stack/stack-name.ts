import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';

export interface DataChoice {
  /** A folder of published files; without one the invented England is used. */
  readonly data?: string;
  readonly schools: number;
  readonly seed: number;
}

/** One stack for each data source, so that real and invented schools never share a database. */
export function stackNameOf({ data, schools, seed }: DataChoice): string {
  if (data === undefined) return `england-${schools}-${seed}`;
  const path = resolve(data);
  const slug = basename(path)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 20);
  return `data-${slug || 'folder'}-${createHash('sha256').update(path).digest('hex').slice(0, 6)}`;
}
