import { readFileSync } from 'node:fs';
import { bundlePath } from './build-info.js';

const budgetKilobytes = 600;
const code = readFileSync(bundlePath, 'utf8').replace(/\n\/\/# sourceMappingURL=.*$/s, '');
const kilobytes = Math.round(Buffer.byteLength(code) / 1024);
process.stdout.write(`Workflow bundle: ${kilobytes} KB of at most ${budgetKilobytes} KB.\n`);
if (kilobytes > budgetKilobytes) {
  process.stderr.write(
    'The workflow bundle is over its budget. Look for a library reached from workflows/, contracts/ or domain/.\n',
  );
  process.exitCode = 1;
}
