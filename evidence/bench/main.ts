import { parseArgs } from 'node:util';
import { endOnSignal } from '../stack/program.js';
import { decisionBench } from './decision.js';
import { eventsBench } from './events.js';
import { modelBench, modelBenchText } from './model/model-bench.js';
import { monthBench } from './month.js';
import { yearBench } from './year.js';

const usage = `Usage: npm run bench -- NAME [--rounds N] [--schools N] [--cache N] [--json]
  model     how long the model takes, against the reference in the same run
  year      whole school-years, against bare workflows that take the same messages
  events    the events of a golden year, against the count by hand
  decision  an approval through the API, 40 at once, against a bare update
  month     a return for open school-years, against bare signals; --cache is the number of them that the worker keeps in memory
`;

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    schools: { type: 'string' },
    cache: { type: 'string' },
  },
  allowPositionals: true,
});

function whole(text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  return Number.isInteger(number) && number > 0 ? number : refuse();
}

function refuse(): never {
  process.stderr.write(usage);
  process.exit(2);
}

const rounds = (otherwise: number): number => whole(values.rounds, otherwise);
const schools = (): number => whole(values.schools, 200);
const cache = values.cache === undefined ? {} : { cache: whole(values.cache, 1) };

const benches: Readonly<Record<string, () => Promise<object>>> = {
  year: () => yearBench({ schools: schools(), rounds: rounds(3) }),
  events: () => eventsBench(),
  decision: () => decisionBench({ schools: schools(), rounds: rounds(3) }),
  month: () => monthBench({ schools: schools(), rounds: rounds(3), ...cache }),
};

const [name, ...more] = positionals;
if (name === undefined || more.length > 0) refuse();
if (name === 'model') {
  const result = modelBench(rounds(5));
  process.stdout.write(`${values.json ? JSON.stringify(result, undefined, 2) : modelBenchText(result)}\n`);
} else {
  const bench = benches[name] ?? refuse();
  endOnSignal();
  const result = await bench();
  process.stdout.write(`${JSON.stringify(result, undefined, values.json ? undefined : 2)}\n`);
}
