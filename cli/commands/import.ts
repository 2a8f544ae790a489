import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command } from 'commander';
import { type Database } from '../../database/database.js';
import { isCalendarDate } from '../../importers/date-in-file-name.js';
import { importFile } from '../../importers/import-file.js';
import {
  importArchive,
  importFolder,
  isArchive,
  type FolderFile,
  type SkippedFile,
} from '../../importers/import-folder.js';
import { type ImportNote } from '../../importers/import-note.js';
import { type ImportOutcome } from '../../importers/outcome.js';
import { migrate } from '../../migrations/run.js';
import { CommandProblem, exitCodes } from '../exit-codes.js';
import { say, table, writeResult } from '../output.js';
import { refuseUnreadable } from '../readable.js';
import { errorLine } from '../stack/load-data.js';
import { calendarIfKnown } from '../../academic-years/year-terms.js';
import { withDatabase } from '../stack/with-database.js';
import { academicYearIn, stackOption } from '../arguments.js';

interface ImportOptions {
  readonly stack?: string;
  readonly year?: string;
  readonly released?: string;
  readonly older?: boolean;
  readonly json?: boolean;
}

interface ImportResult {
  readonly files: readonly FolderFile[];
  readonly skipped: readonly SkippedFile[];
}

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .argument('<path...>', 'published files, ZIP archives, or folders of them')
    .description('import published files; each is accepted whole or not at all')
    .option('--year <code>', 'academic year of a file without a year column, such as 202324', academicYearIn)
    .option('--released <date>', 'when a release without a date was published, such as 2026-11-26')
    .option('--older', 'let a file count that is older than the one in force')
    .addOption(stackOption())
    .option('--json', 'print one JSON object')
    .action(async (paths: readonly string[], options: ImportOptions) => {
      for (const path of paths) await refuseUnreadable(path);
      if (options.released !== undefined && !isCalendarDate(options.released))
        throw new CommandProblem('--released is not a date. Write it as yyyy-mm-dd.', exitCodes.usage);
      const result = await withDatabase(options.stack, async (db) => {
        await migrate(db);
        return importPaths(db, paths, options);
      });
      report(result, options.json);
    });
}

async function importPaths(db: Database, paths: readonly string[], options: ImportOptions): Promise<ImportResult> {
  const files: FolderFile[] = [];
  const skipped: SkippedFile[] = [];
  const about = {
    importedBy: 'abie import',
    importedAt: new Date(),
    calendarOf: calendarIfKnown,
    mayBeOlder: options.older === true,
    ...(options.year !== undefined && { academicYear: options.year }),
    ...(options.released !== undefined && { releasedOn: options.released }),
  };
  const together = { ...about, onSkipped: (file: SkippedFile) => skipped.push(file) };
  for (const path of paths) {
    if ((await stat(path)).isDirectory()) files.push(...(await importFolder(db, path, together)));
    else if (isArchive(path)) files.push(...(await importArchive(db, path, together)));
    else files.push({ fileName: basename(path), outcome: await importFile(db, { path, ...about }) });
  }
  return { files, skipped };
}

function report(result: ImportResult, json: boolean | undefined): void {
  const { files, skipped } = result;
  const refused = files.filter(({ outcome }) => outcome.outcome === 'refused');
  for (const { outcome } of refused)
    if (outcome.outcome === 'refused')
      outcome.errors.forEach((error) => {
        say(errorLine(error));
      });
  for (const { fileName, outcome } of files)
    if (outcome.outcome === 'imported')
      outcome.notes.forEach((note) => {
        say(`${fileName}: ${noteLine(note)}`);
      });
  for (const { fileName, reason } of skipped) say(`${fileName} was skipped: ${reason}`);
  writeResult(
    json,
    result,
    table([
      ...files.map(({ fileName, outcome }) => [fileName, outcome.outcome, countOf(outcome)]),
      ...skipped.map(({ fileName }) => [fileName, 'skipped', '']),
    ]),
  );
  if (files.length === 0) say('No published file was recognised. docs/data.md lists the names.');
  if (refused.length > 0 || files.length === 0) process.exitCode = exitCodes.refused;
}

const noteLine = ({ note, rows, lines }: ImportNote): string =>
  rows === 0 ? note : `${note} Rows: ${rows}, first on line ${lines[0] ?? ''}.`;

const countOf = (outcome: ImportOutcome): string => {
  if (outcome.outcome === 'imported') return `${outcome.rows} rows`;
  return outcome.outcome === 'refused' ? `${outcome.errorCount} errors` : '';
};
