import { parseArgs } from 'node:util';
import { startOwnEngine } from '../../stack/own-engine.js';
import { endOnSignal } from '../../stack/program.js';
import { measureRecords } from './measure.js';

/**
 * `npm run measure:records -- --kills 100 [--seed N] [--at-once N] [--json]`: measures, on a stack of its own, whether the audit log holds what
 * the histories hold and nothing else, however workers die. Ends with exit code 6 where they differ.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '12' },
    json: { type: 'boolean', default: false },
  },
});
const [kills, seed, atOnce] = [values.kills, values.seed, values['at-once']].map(Number) as [number, number, number];
if (![kills, seed, atOnce].every((number) => Number.isInteger(number) && number > 0)) {
  process.stderr.write(
    'Usage: npm run measure:records -- [--kills N] [--seed N] [--at-once N] [--json], whole numbers from 1.\n',
  );
  process.exit(2);
}
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
endOnSignal();
const engine = await startOwnEngine('records');
try {
  const measured = await measureRecords(engine, { kills, seed, atOnce, say });
  const { phantom, missing, unsettled, rows, decisions, schoolYears, seconds } = measured;
  const words =
    `${kills} workers killed in ${seconds} s: ${decisions} changes of ${schoolYears} school-years in the histories, ${rows} rows in the ` +
    `audit log, ${phantom} rows of changes that never were, ${missing} changes without a row, ${unsettled} school-years that do not settle.`;
  process.stdout.write(`${values.json ? JSON.stringify(measured) : words}\n`);
  if (phantom + missing + unsettled > 0) process.exitCode = 6;
} finally {
  await engine.stop();
}
