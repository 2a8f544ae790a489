import { type Command } from 'commander';
import { migrate } from '../../migrations/run.js';
import { writeResult } from '../output.js';
import { withDatabase } from '../stack/with-database.js';

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the database of DATABASE_URL, or of a stack, to the newest shape')
    .option('--stack <name>', 'a stack of this machine')
    .option('--json', 'print one JSON object')
    .action(async ({ stack, json }: { readonly stack?: string; readonly json?: boolean }) => {
      const made = await withDatabase(stack, (db) => migrate(db));
      writeResult(json, { made }, made.length === 0 ? 'Nothing to do.' : `Made: ${made.join(', ')}.`);
    });
}
