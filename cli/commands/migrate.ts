import { type Command } from 'commander';
import { migrate } from '../../migrations/run.js';
import { writeResult } from '../output.js';
import { withDatabase } from '../stack/with-database.js';
import { stackOption } from '../arguments.js';

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the tables of DATABASE_URL, or of a stack, up to date')
    .addOption(stackOption())
    .option('--json', 'print one JSON object')
    .action(async ({ stack, json }: { readonly stack?: string; readonly json?: boolean }) => {
      const made = await withDatabase(stack, (db) => migrate(db));
      writeResult(
        json,
        { made },
        made.length === 0 ? 'The tables are up to date.' : `Migrations run: ${made.join(', ')}.`,
      );
    });
}
