import { type Command } from 'commander';
import { judgedByPolicy } from '../../evidence/backtest/judged.js';
import { readOutcomes, readPanel } from '../../evidence/backtest/read-panel.js';
import { runBacktest } from '../../evidence/backtest/run-backtest.js';
import { round4 } from '../../evidence/backtest/summary.js';
import { type ExpectationPolicy, defaultExpectationPolicy } from '../../domain/baseline/expectation.js';
import { defaultFairnessBounds } from '../../domain/fairness/bounds.js';
import { type Estimate } from '../../domain/fairness/estimate.js';
import { dimensionTitles } from '../../domain/fairness/groups.js';
import { type TrialFigures, type TrialGroup, tryPolicy } from '../../domain/fairness/policy-trial.js';
import { type AcademicYear, yearInWords } from '../../domain/shared/academic-year.js';
import { CommandProblem, exitCodes } from '../exit-codes.js';
import { table, writeResult } from '../output.js';
import { refuseUnreadablePanel, refusingBadPanels, schoolYearOf } from '../panel-arguments.js';
import { readPolicy } from '../policy-file.js';

interface Options {
  readonly panel: string;
  readonly score: AcademicYear;
  readonly outcomes?: string;
  readonly policy?: string;
  readonly json?: boolean;
}

export function addPolicyCommands(program: Command): void {
  program
    .command('policy')
    .description('expectation policies')
    .command('try')
    .requiredOption('--panel <file>', 'national panel, .csv or .csv.gz')
    .requiredOption('--score <year>', 'school year whose outcomes are known, such as 201718', schoolYearOf)
    .option('--outcomes <file>', 'outcomes of that year, in the columns of the panel')
    .option(
      '--policy <file>',
      'JSON with the fields that differ from the present policy; by default the present policy itself',
    )
    .option('--json', 'print one JSON object')
    .description('show what a policy would have led to in a past year: met, out of reach, referred by chance, by group')
    .action((options: Options) => {
      refuseUnreadablePanel(options.panel);
      if (options.outcomes !== undefined) refuseUnreadablePanel(options.outcomes);
      const policy = options.policy === undefined ? defaultExpectationPolicy : readPolicy(options.policy);
      const groups = trial(options, policy);
      writeResult(
        options.json,
        { policy, score_year: options.score, groups: groups.map(inFigures) },
        `${yearInWords(options.score)}, policy ${policy.version}\n${inWords(groups)}`,
      );
    });
}

function trial(options: Options, policy: ExpectationPolicy): readonly TrialGroup[] {
  const scoreYear = options.score;
  return refusingBadPanels(() => {
    const panel = readPanel(options.panel);
    const outcomes =
      options.outcomes === undefined ? undefined : readOutcomes(options.outcomes, scoreYear, panel.table.words);
    const backtest = runBacktest({ panel, scoreYear, policy, ...(outcomes && { outcomes }) }, () => undefined);
    if (!backtest.scored.hasOutcomes)
      throw new CommandProblem(
        `The panel has no outcomes of ${yearInWords(scoreYear)}. Give them with --outcomes, or score an earlier year.`,
        exitCodes.refused,
      );
    return tryPolicy(judgedByPolicy(backtest, policy), defaultFairnessBounds.leastSchoolsShown);
  });
}

const columns = [
  'met',
  'outOfReach',
  'short',
  'chanceReferral',
  'askedPoints',
] as const satisfies readonly (keyof TrialFigures)[];

const rounded = ({ value, low, high }: Estimate): Estimate => ({
  value: round4(value),
  low: round4(low),
  high: round4(high),
});

const inFigures = ({ figures, ...group }: TrialGroup): object => ({
  ...group,
  ...(figures && Object.fromEntries(columns.map((name) => [name, rounded(figures[name])]))),
});

const percent = ({ value, low, high }: Estimate): string =>
  `${(100 * value).toFixed(1)}% (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`;

function inWords(groups: readonly TrialGroup[]): string {
  const header = ['', 'group', 'schools', 'met', 'out of reach', 'short', 'referred by chance', 'asked, points'];
  return table([
    header,
    ...groups.map(({ dimension, title, schools, figures }) => [
      dimensionTitles[dimension],
      title,
      schools,
      ...(figures === undefined
        ? ['too few to show', '', '', '', '']
        : [
            percent(figures.met),
            percent(figures.outOfReach),
            percent(figures.short),
            percent(figures.chanceReferral),
            figures.askedPoints.value.toFixed(2),
          ]),
    ]),
  ]);
}
