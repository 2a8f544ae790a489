import { readFile } from 'node:fs/promises';
import { type Command } from 'commander';
import { type ApiClient, type Persona } from '../../api/client/api-client.js';
import { exitCodes } from '../exit-codes.js';
import { say, writeResult } from '../output.js';
import { refuseUnreadableFile } from '../readable.js';
import { runningApi, type ApiChoice } from '../stack/running.js';
import { errorLine } from '../stack/load-data.js';
import { sendMonth } from '../../api/client/send-month.js';
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
      const answer = await sendMonth(api, analyst, year, await readFile(file, 'utf8'));
      answer.errors.forEach((error) => {
        say(errorLine(error));
      });
      writeResult(options.json, answer, `${answer.stage}: ${answer.rows} rows, ${answer.errorCount} errors.`);
      if (answer.stage === 'refused') process.exitCode = exitCodes.refused;
      if (answer.stage === 'done') await saySuggestions(api, year);
    });
}

/** Points anyone who sends a month to suggested shocks; only a hub manager can open one. */
async function saySuggestions(api: ApiClient, year: string): Promise<void> {
  const { length } = await readSuggestions(api, analyst, year);
  if (length > 0) say(`The newest returns suggest ${length} local shocks. To see them: abie shocks suggested ${year}`);
}
