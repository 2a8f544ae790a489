import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quantile } from '../../../domain/baseline/quantile.js';

/** Stages that the reference has as well, in their order. */
const sharedStages = ['read', 'join', 'similar', 'fit and expect'] as const;
type SharedStage = (typeof sharedStages)[number];

interface Run {
  readonly seconds: Readonly<Record<string, number>>;
  readonly peakMegabytes: number;
}

interface Side {
  /** Medians over the rounds. `total` sums the stages that both sides have. */
  readonly seconds: Readonly<Record<SharedStage | 'total', number>>;
  readonly peakMegabytes: number;
}

export interface ModelBench {
  readonly rounds: number;
  readonly node: string;
  readonly processors: number;
  readonly product: Side & { readonly comparatorSeconds: number };
  /** null where Python with pandas and scikit-learn, or the script, is not available; `why` says which. */
  readonly reference: Side | null;
  readonly why?: string;
  /** Median over the rounds of the product's seconds by the reference's of the same round; `comparators` against the reference's total. */
  readonly ratios: Readonly<Record<SharedStage | 'total' | 'comparators', number>> | null;
}

const scoreYear = '201718';
const shared = resolve(process.env['ABIE_SHARED_DATA'] ?? '../shared/data');
const panelPath = join(shared, 'panel_201314_201718.csv.gz');
const scriptPath = process.env['ABIE_REFERENCE_SCRIPT'] ?? join(shared, '../reference/reference_model.py');
const python = process.env['ABIE_PYTHON'] ?? 'python3';
const productPath = join(dirname(fileURLToPath(import.meta.url)), 'product-run.js');

/** Runs the script unchanged, and prints its peak memory at the end. */
const referenceProgram = [
  'import resource, runpy, sys',
  'sys.argv = sys.argv[1:]',
  'runpy.run_path(sys.argv[0], run_name="__main__")',
  'print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)',
].join('\n');

const median = (values: readonly number[]): number => quantile([...values], 0.5);
const round3 = (value: number): number => Math.round(value * 1000) / 1000;
const totalOf = ({ seconds }: Run): number => sharedStages.reduce((sum, stage) => sum + (seconds[stage] ?? 0), 0);

function productRun(): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [productPath, panelPath, scoreYear], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The model did not run: ${stderr}`);
  return JSON.parse(stdout) as Run;
}

/** One run of the reference, or the last line of the error where there is none. */
function referenceRun(): Run | string {
  if (!existsSync(scriptPath)) return 'The reference script was not found; set ABIE_REFERENCE_SCRIPT to its path.';
  const { status, stdout, stderr, error } = spawnSync(
    python,
    ['-c', referenceProgram, scriptPath, panelPath, scoreYear],
    { encoding: 'utf8' },
  );
  if (error !== undefined || status !== 0)
    return `${python} did not run the reference: ${error?.message ?? stderr.trim().split('\n').at(-1) ?? ''}. It needs pandas and scikit-learn; set ABIE_PYTHON to an interpreter that has them.`;
  const { seconds } = JSON.parse(stdout) as Pick<Run, 'seconds'>;
  return { seconds, peakMegabytes: Math.round(Number(stderr.trim().split('\n').at(-1)) / 1024) };
}

function sideOf(runs: readonly Run[]): Side {
  const of = (stage: SharedStage): number => round3(median(runs.map(({ seconds }) => seconds[stage] ?? NaN)));
  return {
    seconds: {
      read: of('read'),
      join: of('join'),
      similar: of('similar'),
      'fit and expect': of('fit and expect'),
      total: round3(median(runs.map(totalOf))),
    },
    peakMegabytes: median(runs.map(({ peakMegabytes }) => peakMegabytes)),
  };
}

function ratiosOf(rounds: readonly (readonly [product: Run, reference: Run])[]): NonNullable<ModelBench['ratios']> {
  const of = (stage: SharedStage): number =>
    round3(median(rounds.map(([ours, theirs]) => (ours.seconds[stage] ?? NaN) / (theirs.seconds[stage] ?? NaN))));
  return {
    read: of('read'),
    join: of('join'),
    similar: of('similar'),
    'fit and expect': of('fit and expect'),
    total: round3(median(rounds.map(([ours, theirs]) => totalOf(ours) / totalOf(theirs)))),
    comparators: round3(median(rounds.map(([ours, theirs]) => (ours.seconds['comparators'] ?? NaN) / totalOf(theirs)))),
  };
}

/**
 * Runs the product and the reference in turn, each in a process of its own, so that both run under the same load of the machine.
 * @throws Error when the panel is not available.
 */
export function modelBench(rounds: number): ModelBench {
  if (!existsSync(panelPath))
    throw new Error('The national panel is not at hand. Set ABIE_SHARED_DATA to the folder that holds it.');
  const ours: Run[] = [];
  const pairs: (readonly [Run, Run])[] = [];
  let why: string | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const product = productRun();
    const reference = why === undefined ? referenceRun() : why;
    ours.push(product);
    if (typeof reference === 'string') why = reference;
    else pairs.push([product, reference]);
  }
  return {
    rounds,
    node: process.version,
    processors: availableParallelism(),
    product: {
      ...sideOf(ours),
      comparatorSeconds: round3(median(ours.map(({ seconds }) => seconds['comparators'] ?? NaN))),
    },
    reference: pairs.length > 0 ? sideOf(pairs.map(([, reference]) => reference)) : null,
    ...(why !== undefined && { why }),
    ratios: pairs.length > 0 ? ratiosOf(pairs) : null,
  };
}

const cell = (value: number | undefined): string => (value === undefined ? '-' : value.toFixed(3)).padStart(12);

export function modelBenchText({ rounds, node, processors, product, reference, why, ratios }: ModelBench): string {
  const line = (
    name: string,
    [own, theirs, ratio]: readonly [number, number | undefined, number | undefined],
  ): string => `${name.padEnd(16)}${cell(own)}${cell(theirs)}${cell(ratio)}`;
  return [
    `National panel, ${rounds} rounds in turn, medians; Node ${node}, ${processors} processors`,
    `${'stage'.padEnd(16)}${['product, s', 'reference, s', 'ratio'].map((title) => title.padStart(12)).join('')}`,
    ...[...sharedStages, 'total' as const].map((stage) =>
      line(stage, [product.seconds[stage], reference?.seconds[stage], ratios?.[stage]]),
    ),
    line('comparators', [product.comparatorSeconds, reference?.seconds.total, ratios?.comparators]),
    `peak memory, MB  product ${product.peakMegabytes}${reference === null ? '' : `, reference ${reference.peakMegabytes}`}`,
    ...(why === undefined ? [] : [why]),
  ].join('\n');
}
