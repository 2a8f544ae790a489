import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command } from 'commander';
import { importFile } from '../../importers/import-file.js';
import { importFolder, type FolderFile } from '../../importers/import-folder.js';
import { type ImportOutcome } from '../../importers/outcome.js';
import { migrate } from '../../migrations/run.js';
import { exitCodes } from '../exit-codes.js';
import { say, table, writeResult } from '../output.js';
import { refuseUnreadable } from '../readable.js';
import { errorLine } from '../stack/load-data.js';
import { withDatabase } from '../stack/with-database.js';
import { academicYearIn, stackOption } from '../arguments.js';

interface ImportOptions {
  readonly stack?: string;
  readonly year?: string;
  readonly json?: boolean;
}

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .argument('<path...>', 'published files, or folders of them')
    .description('import published files; each is accepted whole or not at all')
    .option('--year <code>', 'academic year of a file without a year column, such as 202324', academicYearIn)
    .addOption(stackOption())
    .option('--json', 'print one JSON object')
    .action(async (paths: readonly string[], options: ImportOptions) => {
      for (const path of paths) await refuseUnreadable(path);
      const files = await withDatabase(options.stack, async (db) => {
        await migrate(db);
        const outcomes: FolderFile[] = [];
        const about = { importedBy: 'abie import', importedAt: new Date() };
        for (const path of paths) {
          if ((await stat(path)).isDirectory()) outcomes.push(...(await importFolder(db, path, about)));
          else {
            const outcome = await importFile(db, {
              path,
              ...about,
              ...(options.year !== undefined && { academicYear: options.year }),
            });
            outcomes.push({ fileName: basename(path), outcome });
          }
        }
        return outcomes;
      });
      report(files, options.json);
    });
}

function report(files: readonly FolderFile[], json: boolean | undefined): void {
  const refused = files.filter(({ outcome }) => outcome.outcome === 'refused');
  for (const { outcome } of refused)
    if (outcome.outcome === 'refused')
      outcome.errors.forEach((error) => {
        say(errorLine(error));
      });
  writeResult(
    json,
    { files },
    table(files.map(({ fileName, outcome }) => [fileName, outcome.outcome, countOf(outcome)])),
  );
  if (refused.length > 0) process.exitCode = exitCodes.refused;
}

const countOf = (outcome: ImportOutcome): string => {
  if (outcome.outcome === 'imported') return `${outcome.rows} rows`;
  return outcome.outcome === 'refused' ? `${outcome.errors.length} errors` : '';
};
