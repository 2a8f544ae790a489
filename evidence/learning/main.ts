import { parseArgs } from 'node:util';
import { plantedEffects, recoveries, recoveryText } from './recovery.js';

/** `npm run simulate:learning [-- --json] [-- --seeds 100] [-- --first 1]`: whether the learning report finds what was planted. */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    seeds: { type: 'string', default: '100' },
    first: { type: 'string', default: '1' },
  },
});
const [count, first] = [Number(values.seeds), Number(values.first)];
if (![count, first].every((value) => Number.isInteger(value) && value >= 1)) {
  process.stderr.write('--seeds and --first take whole numbers from 1.\n');
  process.exit(2);
}
const rows = recoveries(
  plantedEffects,
  Array.from({ length: count }, (_, index) => first + index),
);
process.stdout.write(`${values.json === true ? JSON.stringify(rows, undefined, 2) : recoveryText(rows)}\n`);
