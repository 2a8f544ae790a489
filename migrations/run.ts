import { type Knex } from 'knex';
import * as facts from './0001_facts.js';
import * as schoolYears from './0002_school_years.js';
import * as modelRegistry from './0003_model_registry.js';
import * as narrative from './0004_narrative.js';
import * as recalls from './0005_recalls.js';
import * as watching from './0006_watching.js';
import * as placeRounds from './0007_place_rounds.js';
import * as toolkits from './0008_toolkits.js';
import * as learning from './0009_learning.js';
import * as areaEvents from './0010_area_events.js';
import * as lostTasks from './0011_lost_tasks.js';
import * as naming from './0012_naming.js';
import * as daysSetAside from './0013_days_set_aside.js';
import * as yearTerms from './0014_year_terms.js';
import * as illnessSessions from './0015_illness_sessions.js';
import * as noHubQueue from './0016_no_hub_queue.js';
import * as shocksShown from './0017_shocks_shown.js';
import * as overdueMilestones from './0018_overdue_milestones.js';
import * as repeatedLessons from './0019_repeated_lessons.js';

interface NamedMigration extends Knex.Migration {
  readonly name: string;
}

/** In order; a name is never reused. Imported rather than found in a folder, so that compiled and uncompiled code migrate alike. */
const migrations: readonly NamedMigration[] = [
  { name: '0001_facts', up: facts.up, down: facts.down },
  { name: '0002_school_years', up: schoolYears.up, down: schoolYears.down },
  { name: '0003_model_registry', up: modelRegistry.up, down: modelRegistry.down },
  { name: '0004_narrative', up: narrative.up, down: narrative.down },
  { name: '0005_recalls', up: recalls.up, down: recalls.down },
  { name: '0006_watching', up: watching.up, down: watching.down },
  { name: '0007_place_rounds', up: placeRounds.up, down: placeRounds.down },
  { name: '0008_toolkits', up: toolkits.up, down: toolkits.down },
  { name: '0009_learning', up: learning.up, down: learning.down },
  { name: '0010_area_events', up: areaEvents.up, down: areaEvents.down },
  { name: '0011_lost_tasks', up: lostTasks.up, down: lostTasks.down },
  { name: '0012_naming', up: naming.up, down: naming.down },
  { name: '0013_days_set_aside', up: daysSetAside.up, down: daysSetAside.down },
  { name: '0014_year_terms', up: yearTerms.up, down: yearTerms.down },
  { name: '0015_illness_sessions', up: illnessSessions.up, down: illnessSessions.down },
  { name: '0016_no_hub_queue', up: noHubQueue.up, down: noHubQueue.down },
  { name: '0017_shocks_shown', up: shocksShown.up, down: shocksShown.down },
  { name: '0018_overdue_milestones', up: overdueMilestones.up, down: overdueMilestones.down },
  { name: '0019_repeated_lessons', up: repeatedLessons.up, down: repeatedLessons.down },
];

const source: Knex.MigrationSource<NamedMigration> = {
  getMigrations: () => Promise.resolve([...migrations]),
  getMigrationName: (migration) => migration.name,
  getMigration: (migration) => Promise.resolve(migration),
};

/**
 * Brings the database to the newest shape; safe to call from several processes at once (the others wait for the lock or find nothing to do).
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
