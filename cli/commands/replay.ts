import { type Database } from '../../database/database.js';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { type Command } from 'commander';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { readArchive } from '../../database/archive.js';
import { bundlePath, readBuildInfo } from '../../workers/build-info.js';
import { CommandProblem, exitCodes } from '../exit-codes.js';
import { say, table, writeResult } from '../output.js';
import { stackName } from '../arguments.js';
import { knownStack, stackNames } from '../stack/running.js';
import { withDatabase } from '../stack/with-database.js';

interface Replayed {
  readonly stack: string;
  readonly replayed: number;
  readonly failures: readonly { readonly workflowId: string; readonly problem: string }[];
}

export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .argument('[workflowId]', 'replay one history, such as school-year/202425/900001', workflowIdIn)
    .option('--all', 'replay every archived history')
    .option('--stack <name>', 'replay the histories of this stack only', stackName)
    .option('--json', 'print one JSON object')
    .description('replay closed histories on the present code and report whether the same decisions follow')
    .action(
      async (
        workflowId: string | undefined,
        options: { readonly all?: boolean; readonly stack?: string; readonly json?: boolean },
      ) => {
        if ((workflowId === undefined) !== (options.all === true))
          throw new CommandProblem('Give either a workflow id or --all.', exitCodes.usage);
        const isNamed = options.stack !== undefined || (process.env['DATABASE_URL'] ?? '') !== '';
        if (options.stack !== undefined) knownStack(options.stack);
        const stacks = isNamed ? [options.stack ?? 'database'] : stackNames();
        const results: Replayed[] = [];
        for (const stack of stacks) {
          results.push(
            await withDatabase(options.stack ?? (isNamed ? undefined : stack), (db) =>
              replayArchive(db, stack, workflowId),
            ),
          );
        }
        if (workflowId !== undefined && results.every(({ replayed }) => replayed === 0))
          throw new CommandProblem(
            `No closed history has the id "${workflowId}". An id looks like school-year/202425/900001; the history of a workflow that is still open is not archived yet.`,
            exitCodes.notFound,
          );
        report(results, options.json);
      },
    );
}

function workflowIdIn(text: string): string {
  if (/^[a-z-]+(\/[\w-]+)+$/.test(text)) return text;
  throw new CommandProblem(
    `"${text}" is not the id of a workflow; write it like school-year/202425/900001.`,
    exitCodes.usage,
  );
}

async function replayArchive(db: Database, stack: string, workflowId: string | undefined): Promise<Replayed> {
  const failures: { workflowId: string; problem: string }[] = [];
  const archived = await readArchive(db, workflowId);
  const histories = archived.map(({ workflow_id: id, history, sha256 }) => {
    const json = gunzipSync(history).toString('utf8');
    if (createHash('sha256').update(json).digest('hex') !== sha256)
      failures.push({ workflowId: id, problem: 'the stored bytes differ from those that were archived' });
    return { workflowId: id, history: historyFromJSON(JSON.parse(json)) };
  });
  for await (const { workflowId: id, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath: bundlePath } },
    histories,
  )) {
    if (error) failures.push({ workflowId: id, problem: error.message });
  }
  say(`${stack}: ${archived.length} histories replayed.`);
  return { stack, replayed: archived.length, failures };
}

function report(results: readonly Replayed[], json: boolean | undefined): void {
  const failures = results.flatMap((result) => result.failures);
  const replayed = results.reduce((sum, result) => sum + result.replayed, 0);
  const rows = [
    ['stack', 'replayed', 'failed'],
    ...results.map(({ stack, replayed: count, failures: failed }) => [stack, count, failed.length]),
  ];
  writeResult(json, { replayed, failed: failures.length, failures, buildId: readBuildInfo().buildId }, table(rows));
  if (failures.length > 0) process.exitCode = exitCodes.differences;
}
