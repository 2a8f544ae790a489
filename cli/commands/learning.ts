import { type Command } from 'commander';
import { writeResult } from '../output.js';
import { runningApi, type ApiChoice } from '../stack/running.js';

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
    .command('learning <year>')
    .description(
      'print the learning report of a closed year: expectations, probabilities, regression to the mean, hubs, referrals',
    )
    .option('--api <address>', 'address of the API')
    .option('--stack <name>', 'a running stack')
    .option('--json', 'print one JSON object')
    .action(async (year: string, options: LearningOptions) => {
      const { report, text } = await runningApi(options).request<Learning>(`/learning/${year}`, { as: reader });
      writeResult(options.json, report, text);
    });
}
