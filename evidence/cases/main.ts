import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findOrStartPostgres } from '../../engine/postgres.js';
import { createProgress } from '../../engine/progress.js';
import { allCases } from './all-cases.js';
import { runCase } from './run-cases.js';

/** `npm run cases`: inputs that went wrong elsewhere, through the real import. Exit code 7 without the folder, 6 where one is not right. */
const folder = resolve(process.env['ABIE_CASES'] ?? '../shared/cases');
if (!existsSync(folder)) {
  process.stdout.write(
    `${allCases.length} cases skipped: there is no folder ${folder}. Set ABIE_CASES to the one that holds them.\n`,
  );
  process.exit(7);
}
const home = await mkdtemp(join(tmpdir(), 'abie-cases-'));
// PostgreSQL may run as a user of its own, who has to pass through this folder.
await chmod(home, 0o711);
const server = await findOrStartPostgres({ folder: home, environment: {}, progress: createProgress() });
let right = 0;
try {
  for (const one of allCases) {
    const { id, title, findings } = await runCase(server.url, folder, one);
    if (findings.length === 0) right += 1;
    process.stdout.write(`${id}  ${findings.length === 0 ? 'right' : 'wrong'}  ${title}\n`);
    for (const finding of findings) process.stdout.write(`           ${finding}\n`);
  }
} finally {
  await server.stop();
  await rm(home, { recursive: true, force: true });
}
process.stdout.write(`${right} of ${allCases.length} cases right\n`);
if (right < allCases.length) process.exitCode = 6;
