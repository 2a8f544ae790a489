import { parseArgs } from 'node:util';
import { chanceTable, chanceText } from './table.js';

/** `npm run simulate:chance [-- --json] [-- --years 10000]`: what chance alone would propose. */
const { values } = parseArgs({ options: { json: { type: 'boolean' }, years: { type: 'string', default: '10000' } } });
const years = Number(values.years);
if (!Number.isInteger(years) || years < 1) {
  process.stderr.write('--years takes a whole number from 1.\n');
  process.exit(2);
}
const table = chanceTable(years);
process.stdout.write(`${values.json === true ? JSON.stringify(table, undefined, 2) : chanceText(table)}\n`);
