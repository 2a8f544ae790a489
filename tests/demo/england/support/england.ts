import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EnglandSummary, generateEngland } from '../../../../demo/england/england.js';

export interface TestEngland extends EnglandSummary {
  /** Names and SHA-256 of all files. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly remove: () => void;
}

/** An invented England in a folder of its own, removed by `remove`. */
export async function testEngland(schools: number, seed: number): Promise<TestEngland> {
  const folder = mkdtempSync(join(tmpdir(), 'invented-england-'));
  const summary = await generateEngland({ schools, seed, folder });
  const hashes = Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );
  return {
    ...summary,
    hashes,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
