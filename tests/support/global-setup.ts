import { type TestProject } from 'vitest/node';
import { createTemplate } from './database.js';
import { startPostgres } from './postgres.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the PostgreSQL server that test databases are made on. */
    databaseUrl: string;
    /** Name of the migrated database that test databases are cloned from. */
    databaseTemplate: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['ABIE_TEST_DATABASE_URL'];
  const postgres = given === undefined ? await startPostgres() : undefined;
  const url = postgres?.url ?? given ?? '';
  const template = await createTemplate(url);
  project.provide('databaseUrl', url);
  project.provide('databaseTemplate', template.name);
  return async () => {
    await template.drop();
    await postgres?.stop();
  };
}
