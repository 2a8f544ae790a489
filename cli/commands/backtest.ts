import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { type Command } from 'commander';
import { comparatorsOf } from '../../evidence/backtest/comparators.js';
import { readOutcomes, readPanel } from '../../evidence/backtest/read-panel.js';
import { readAges } from '../../evidence/backtest/read-ages.js';
import { resultCsv } from '../../evidence/backtest/result-csv.js';
import { runBacktest } from '../../evidence/backtest/run-backtest.js';
import { type BacktestSummary, summaryOf } from '../../evidence/backtest/summary.js';
import { type AcademicYear, yearInWords } from '../../domain/shared/academic-year.js';
import { table, writeResult } from '../output.js';
import { refuseUnreadablePanel, refusingBadPanels, schoolYearOf } from '../panel-arguments.js';
import { refuseUnwritable } from '../readable.js';

interface Options {
  readonly panel: string;
  readonly score: AcademicYear;
  readonly train?: readonly AcademicYear[];
  readonly outcomes?: string;
  readonly csv?: string;
  readonly json?: boolean;
}

export function addBacktestCommand(program: Command): void {
  program
    .command('backtest')
    .requiredOption('--panel <file>', 'national panel, .csv or .csv.gz')
    .requiredOption('--score <year>', 'school year to predict, such as 201718', schoolYearOf)
    .option(
      '--train <years>',
      'years to fit on, such as 201516,201617; by default each year whose two earlier years are known',
      (text) => text.split(',').map((year) => schoolYearOf(year.trim())),
    )
    .option('--outcomes <file>', 'outcomes of the scored year, in the columns of the panel')
    .option('--csv <file>', 'write what is expected of each school')
    .option('--json', 'print one JSON object')
    .description('predict a past year from what was known before it, and score the prediction')
    .action((options: Options) => {
      const seconds = stopwatch();
      refuseUnreadablePanel(options.panel);
      if (options.outcomes !== undefined) refuseUnreadablePanel(options.outcomes);
      if (options.csv !== undefined) refuseUnwritable(options.csv);
      const scoreYear = options.score;
      const trainYears = options.train;
      const { summary, csv, model, files } = refusingBadPanels(() => {
        const panel = readPanel(options.panel);
        const outcomes =
          options.outcomes === undefined ? undefined : readOutcomes(options.outcomes, scoreYear, panel.table.words);
        seconds.lap('read');
        const backtest = runBacktest(
          { panel, scoreYear, ...(outcomes && { outcomes }), ...(trainYears && { trainYears }) },
          seconds.lap,
        );
        const ages = readAges(options.panel, scoreYear);
        const comparators = comparatorsOf({ ...backtest, ages });
        seconds.lap('comparators');
        return {
          summary: summaryOf(backtest, comparators),
          csv: resultCsv(backtest, comparators),
          model: backtest.model,
          files: ages.files,
        };
      });
      if (options.csv !== undefined) writeFileSync(options.csv, csv);
      const digest = createHash('sha256').update(csv).update(JSON.stringify(model)).digest('hex');
      writeResult(
        options.json,
        { ...summary, year_groups_from: files, digest, seconds: seconds.stages },
        inWords(summary, files),
      );
    });
}

interface Stopwatch {
  readonly stages: Readonly<Record<string, number>>;
  readonly lap: (stage: string) => void;
}

function stopwatch(): Stopwatch {
  const stages: Record<string, number> = {};
  let last = performance.now();
  return {
    stages,
    lap: (stage) => {
      const now = performance.now();
      stages[stage] = Math.round(now - last) / 1000;
      last = now;
    },
  };
}

const inShare = ({ found, schools }: { readonly found: number; readonly schools: number }): string =>
  `${found} of ${schools}`;

function inWords(summary: BacktestSummary, yearGroupsFrom: readonly string[]): string {
  const { schools, mae_adj: error, cover80, cover95, width80_median: width, met } = summary;
  const rows: (readonly [string, string | number])[] = [
    ['scored year', yearInWords(schoolYearOf(summary.score_year))],
    ['fitted on', summary.train_years.map((year) => yearInWords(schoolYearOf(year))).join(', ')],
    ['schools with a last year', schools],
    ['year groups from', yearGroupsFrom.join(', ') || 'nowhere: there is no school list next to the panel'],
    ['schools without', summary.without_last_year],
    ['primaries with fair examples', inShare(summary.comparators.primary)],
    ['secondaries with fair examples', inShare(summary.comparators.secondary)],
  ];
  if (error === undefined) rows.push(['scores', 'none: there are no outcomes of the scored year']);
  else
    rows.push(
      ['mean error, without the national change', error],
      ['covered by the 80% interval', cover80 ?? ''],
      ['covered by the 95% interval', cover95 ?? ''],
      ['median width of the 80% interval', width ?? ''],
      ['expectation met', met ?? ''],
    );
  return table(rows);
}
