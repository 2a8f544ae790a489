import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command } from 'commander';
import { type ApiClient, type Persona } from '../../api/client/api-client.js';
import { exitCodes } from '../exit-codes.js';
import { rowResults, type RowResult } from '../../domain/monitoring/row-result.js';
import { say, table, writeResult } from '../output.js';
import { refuseUnreadableFile } from '../readable.js';
import { runningApi, type ApiChoice } from '../stack/running.js';
import { errorLine } from '../stack/load-data.js';
import { sendMonth, type ReturnProgress } from '../../api/client/send-month.js';
import { readSuggestions } from '../../api/client/suggested-shocks.js';
import { apiOption, runningStackOption, yearArgument } from '../arguments.js';

const analyst: Persona = { role: 'analyst', id: 'abie-month' };

export function addMonthCommand(program: Command): void {
  program
    .command('month')
    .addArgument(yearArgument())
    .argument('<file>', 'the monthly return, as CSV')
    .description('send a monthly return and wait until every school has its month')
    .addOption(apiOption())
    .addOption(runningStackOption())
    .option('--json', 'print one JSON object')
    .action(async (year: string, file: string, options: ApiChoice & { readonly json?: boolean }) => {
      await refuseUnreadableFile(file);
      const api = runningApi(options);
      const content = new Uint8Array(await readFile(file));
      const answer = await sendMonth(api, analyst, year, { fileName: basename(file), content });
      answer.errors.forEach((error) => {
        say(errorLine(error));
      });
      writeResult(options.json, answer, inWords(answer));
      if (answer.stage === 'refused') process.exitCode = exitCodes.refused;
      if (answer.stage === 'done') await saySuggestions(api, year);
    });
}

/** What became of the file: its stage and rows, then how many rows had each result, and why some are not followed. */
function inWords({ stage, rows, errorCount, counts, results = [] }: ReturnProgress): string {
  const first = `${stage}: ${rows} rows, ${errorCount} errors.`;
  if (!counts) return first;
  const reasons = new Map<string, number>();
  for (const { because } of results) if (because !== undefined) reasons.set(because, (reasons.get(because) ?? 0) + 1);
  const lines = rowResults.map((result) => [resultWords[result], String(counts[result])]);
  const details = [...reasons]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, count]) => [`  ${reason}`, String(count)]);
  return [first, table([...lines, ...details])].join('\n');
}

const resultWords: Readonly<Record<RowResult, string>> = {
  used: 'used',
  restated: 'restated',
  unchanged: 'unchanged',
  'older-than-known': 'older than known',
  'not-followed': 'not followed',
};

/** Points anyone who sends a month to suggested shocks; only a hub manager can open one. */
async function saySuggestions(api: ApiClient, year: string): Promise<void> {
  const { length } = await readSuggestions(api, analyst, year);
  if (length > 0) say(`The newest returns suggest ${length} local shocks. To see them: abie shocks suggested ${year}`);
}
