import { type Database } from '../../database/database.js';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { academicYear, shiftYear, type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Progress } from '../../engine/progress.js';
import { importFolder, type SkippedFile } from '../../importers/import-folder.js';
import { importFile } from '../../importers/import-file.js';
import { newestAbsenceYear } from '../../importers/loading/store.js';
import { openSchoolsInRegions, realDataNotice, simulationNotices } from '../../database/facts/register.js';
import { hasHubs } from '../../database/hubs-and-support/hubs.js';
import { type ImportError } from '../../importers/import-error.js';
import { generateEngland } from '../../demo/england/england.js';
import { inventedHubs, writeHubs } from '../../demo/england/hubs.js';
import { CommandProblem, exitCodes } from '../exit-codes.js';
import { say } from '../output.js';
import { type DataChoice } from './stack-name.js';

export interface LoadedData {
  /** The folder that the files came from. */
  readonly folder: string;
  /** The year after the newest one with published absence: the campaign's. */
  readonly campaignYear: AcademicYear;
  /** Shown on every page where real schools meet simulated decisions. */
  readonly notice: string | undefined;
}

const importedBy = 'abie';

/** Imports the chosen files, or an invented England made for the purpose; the same bytes again change nothing. */
export async function loadData(
  db: Database,
  stackFolder: string,
  choice: DataChoice,
  progress: Progress,
): Promise<LoadedData> {
  const folder =
    choice.data === undefined ? await inventedFolder(stackFolder, choice, progress) : existing(choice.data);
  await importAll(db, folder, progress);
  const newest = await newestYear(db);
  const campaignYear = shiftYear(newest, 1);
  await hubsWhereMissing(db, stackFolder, choice.seed, campaignYear);
  return { folder, campaignYear, notice: (await simulationNotices(db)).length > 0 ? realDataNotice : undefined };
}

async function inventedFolder(stackFolder: string, { schools, seed }: DataChoice, progress: Progress): Promise<string> {
  const folder = join(stackFolder, 'england');
  if (existsSync(join(folder, 'README.txt'))) return folder;
  const step = progress.step('Invented England');
  mkdirSync(folder, { recursive: true });
  await generateEngland({ schools, seed, folder });
  step.done(`${schools} schools`);
  return folder;
}

function existing(data: string): string {
  const folder = resolve(data);
  if (existsSync(folder)) return folder;
  throw new CommandProblem(
    `There is no folder ${folder}. Give the folder of the published files; docs/data.md lists them.`,
    exitCodes.usage,
  );
}

async function importAll(db: Database, folder: string, progress: Progress): Promise<void> {
  const step = progress.step('Import');
  const skipped: SkippedFile[] = [];
  const files = await importFolder(db, folder, {
    importedBy,
    importedAt: new Date(),
    onProgress: ({ fileName }) => {
      step.update(fileName);
    },
    onSkipped: (file) => skipped.push(file),
  });
  const refused = files.filter(({ outcome }) => outcome.outcome === 'refused');
  if (refused.length > 0) {
    step.fail(`${refused.length} files refused`);
    const lines = refused.flatMap(({ outcome }) =>
      outcome.outcome === 'refused' ? outcome.errors.slice(0, 20).map(errorLine) : [],
    );
    throw new CommandProblem(
      ['Files were refused, and nothing in them was stored.', ...lines].join('\n'),
      exitCodes.refused,
    );
  }
  if (files.length === 0) {
    throw new CommandProblem(
      [
        `No published file was recognised in ${folder}. docs/data.md lists the names.`,
        ...skipped.map(skippedLine),
      ].join('\n'),
      exitCodes.usage,
    );
  }
  const imported = files.filter(({ outcome }) => outcome.outcome === 'imported').length;
  step.done(`${imported} files imported, ${files.length - imported} unchanged`);
  for (const file of skipped) say(skippedLine(file));
}

const skippedLine = ({ fileName, reason }: SkippedFile): string => `${fileName} was skipped: ${reason}`;

export const errorLine = ({ file, line, column, problem, remedy }: ImportError): string =>
  `${file}, line ${line}, column ${column}: ${problem} ${remedy}`;

async function newestYear(db: Database): Promise<AcademicYear> {
  const newest = await newestAbsenceYear(db);
  if (newest === undefined) {
    throw new CommandProblem(
      'No school-level absence has been imported, so no expectation can be set. docs/data.md lists the files.',
      exitCodes.refused,
    );
  }
  return academicYear(newest);
}

/** Real registers have no list of hubs, so hubs are invented; their names say so. */
async function hubsWhereMissing(db: Database, stackFolder: string, seed: number, year: AcademicYear): Promise<void> {
  if (await hasHubs(db)) return;
  const schools = await openSchoolsInRegions(db, [
    'primary',
    'secondary',
    'all-through',
    'middle-deemed-primary',
    'middle-deemed-secondary',
  ]);
  const path = join(stackFolder, 'hubs.csv');
  await writeHubs(inventedHubs(schools, { seed, academicYear: year }), path);
  await importFile(db, { path, kind: 'hubs', importedBy, importedAt: new Date() });
}
