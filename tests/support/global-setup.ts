import { type TestProject } from 'vitest/node';
import { createTemplate } from './database.js';
import { startPostgres } from './postgres.js';
import { startTemporal } from './temporal.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the PostgreSQL server that test databases are made on. */
    databaseUrl: string;
    /** Name of the migrated database that test databases are cloned from. */
    databaseTemplate: string;
    /** `host:port` of the Temporal server of this run; each test file makes a namespace of its own. */
    temporalAddress: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['ABIE_TEST_DATABASE_URL'];
  const postgres = given === undefined ? await startPostgres() : undefined;
  const url = postgres?.url ?? given ?? '';
  const [template, temporal] = await Promise.all([createTemplate(url), startTemporal()]);
  project.provide('databaseUrl', url);
  project.provide('databaseTemplate', template.name);
  project.provide('temporalAddress', temporal.address);
  return async () => {
    await temporal.stop();
    await template.drop();
    await postgres?.stop();
  };
}
