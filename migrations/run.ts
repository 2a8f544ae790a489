import { type Knex } from 'knex';
import * as facts from './0001_facts.js';
import * as auditLog from './0002_audit_log.js';
import * as schoolYears from './0003_school_years.js';
import * as modelRegistry from './0004_model_registry.js';
import * as reports from './0005_reports.js';
import * as narrative from './0006_narrative.js';
import * as recalls from './0007_recalls.js';
import * as hubsAndSupport from './0008_hubs_and_support.js';
import * as naming from './0009_naming.js';
import * as toolkits from './0010_toolkits.js';
import * as learning from './0011_learning.js';
import * as areaEvents from './0012_area_events.js';
import * as uploads from './0013_uploads.js';

interface NamedMigration extends Knex.Migration {
  readonly name: string;
}

/** In order; a name is never reused. Imported rather than found in a folder, so that compiled and uncompiled code migrate alike. */
const migrations: readonly NamedMigration[] = [
  { name: '0001_facts', up: facts.up, down: facts.down },
  { name: '0002_audit_log', up: auditLog.up, down: auditLog.down },
  { name: '0003_school_years', up: schoolYears.up, down: schoolYears.down },
  { name: '0004_model_registry', up: modelRegistry.up, down: modelRegistry.down },
  { name: '0005_reports', up: reports.up, down: reports.down },
  { name: '0006_narrative', up: narrative.up, down: narrative.down },
  { name: '0007_recalls', up: recalls.up, down: recalls.down },
  { name: '0008_hubs_and_support', up: hubsAndSupport.up, down: hubsAndSupport.down },
  { name: '0009_naming', up: naming.up, down: naming.down },
  { name: '0010_toolkits', up: toolkits.up, down: toolkits.down },
  { name: '0011_learning', up: learning.up, down: learning.down },
  { name: '0012_area_events', up: areaEvents.up, down: areaEvents.down },
  { name: '0013_uploads', up: uploads.up, down: uploads.down },
];

const source: Knex.MigrationSource<NamedMigration> = {
  getMigrations: () => Promise.resolve([...migrations]),
  getMigrationName: (migration) => migration.name,
  getMigration: (migration) => Promise.resolve(migration),
};

/**
 * Brings the tables up to date. Several processes may call it at once: the others wait for the lock or find nothing to do.
 * @returns the names of the migrations that ran now.
 */
export async function migrate(db: Knex): Promise<string[]> {
  const [, names] = (await db.migrate.latest({ migrationSource: source })) as [number, string[]];
  return names;
}

/** Undoes every migration; for tests of `down` and for a development database only. */
export async function undoAllMigrations(db: Knex): Promise<void> {
  await db.migrate.rollback({ migrationSource: source }, true);
}
