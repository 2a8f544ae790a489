import { type Command } from 'commander';
import { writeResult } from '../output.js';
import { runningApi, type ApiChoice } from '../stack/running.js';
import { apiOption, runningStackOption, yearArgument } from '../arguments.js';

interface LearningOptions extends ApiChoice {
  readonly json?: boolean;
}

interface Learning {
  readonly report: object;
  readonly text: string;
}

const reader = { role: 'senior-analyst', id: 'abie-learning' } as const;

export function addLearningCommand(program: Command): void {
  program
    .command('learning')
    .addArgument(yearArgument())
    .description(
      'print the learning report of a closed year: expectations, probabilities, regression to the mean, hubs, referrals',
    )
    .addOption(apiOption())
    .addOption(runningStackOption())
    .option('--json', 'print one JSON object')
    .action(async (year: string, options: LearningOptions) => {
      const { report, text } = await runningApi(options).request<Learning>(`/learning/${year}`, { as: reader });
      writeResult(options.json, report, text);
    });
}
