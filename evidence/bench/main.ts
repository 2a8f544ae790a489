import { parseArgs } from 'node:util';
import { modelBench, modelBenchText } from './model/model-bench.js';

/** `npm run bench -- model [--rounds N] [--json]`: how long the model takes, set against the reference in the same run. */
const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, rounds: { type: 'string', default: '5' } },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
if (positionals[0] !== 'model' || positionals.length > 1 || !Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write('Usage: npm run bench -- model [--rounds N] [--json], with N a whole number from 1.\n');
  process.exit(2);
}
const result = modelBench(rounds);
process.stdout.write(`${values.json === true ? JSON.stringify(result, undefined, 2) : modelBenchText(result)}\n`);
