import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { calendarIfKnown } from '../../academic-years/year-terms.js';
import { openDatabase } from '../../database/database.js';
import { ensureDatabase } from '../../database/server.js';
import { importFile } from '../../importers/import-file.js';
import { importFolder, type SkippedFile } from '../../importers/import-folder.js';
import { migrate } from '../../migrations/run.js';
import { type Case, type Scene } from './case.js';

export interface CaseResult {
  readonly id: string;
  readonly title: string;
  /** What is not right; empty when all is. */
  readonly findings: readonly string[];
}

const about = {
  importedBy: 'cases',
  importedAt: new Date('2026-11-30T12:00:00Z'),
  calendarOf: calendarIfKnown,
};

/** Runs one case on a database of its own that holds the base files. */
export async function runCase(serverUrl: string, folder: string, one: Case): Promise<CaseResult> {
  const { id, title } = one;
  const name = `case_${id}`;
  await ensureDatabase(serverUrl, name);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href);
  try {
    await migrate(db);
    await importFolder(db, join(folder, '_base'), about);
    const findings = await one.check(sceneOf(db, folderOf(folder, id))).catch((error: unknown) => [String(error)]);
    return { id, title, findings };
  } finally {
    await db.destroy();
  }
}

function folderOf(folder: string, id: string): string {
  const name = readdirSync(folder).find((each) => each.startsWith(`${id}-`));
  if (name === undefined) throw new Error(`There is no case ${id} in ${folder}.`);
  return join(folder, name);
}

const sceneOf = (db: Scene['db'], folder: string): Scene => ({
  db,
  take: (fileName, options = {}) => importFile(db, { path: join(folder, fileName), ...about, ...options }),
  takeFolder: async () => {
    const skipped: SkippedFile[] = [];
    const files = await importFolder(db, folder, { ...about, onSkipped: (file) => skipped.push(file) });
    return { files, skipped };
  },
});
