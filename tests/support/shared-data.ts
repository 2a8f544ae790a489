import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of real published files, or undefined where it is not at hand. Set ABIE_SHARED_DATA to point elsewhere. */
export function sharedData(): string | undefined {
  const folder = resolve(process.env['ABIE_SHARED_DATA'] ?? '../shared/data');
  return existsSync(join(folder, 'sample')) ? folder : undefined;
}

/** For titles: why tests on real files do not run. */
export const sharedDataIsMissing =
  'real published files are not at hand; set ABIE_SHARED_DATA to their folder to run these tests';
