import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { calibrationReport, calibrationText } from './report.js';

/** `npm run calibrate [-- --json]`: monthly probabilities and paths against the real fortnightly releases. */
const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
const folder = resolve(process.env['ABIE_SHARED_DATA'] ?? '../shared/data');
const path = join(folder, 'attendance_la_ytd_snapshots_202223_202425.csv.gz');
if (!existsSync(path)) {
  process.stderr.write(
    'The fortnightly releases are not at hand. Set ABIE_SHARED_DATA to the folder that holds them.\n',
  );
  process.exit(2);
}
const report = calibrationReport(path);
process.stdout.write(`${values.json === true ? JSON.stringify(report, undefined, 2) : calibrationText(report)}\n`);
