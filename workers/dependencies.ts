import { type Knex } from 'knex';
import { type Dependencies } from '../activities/dependencies.js';
import { modelWriter } from '../activities/narrative/model-writer.js';
import { type NarrativeWriter } from '../activities/narrative/narrative-writer.js';
import { plainWriter } from '../activities/narrative/plain-writer.js';
import { modelSettings } from '../activities/narrative/settings.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The writer that the environment asks for; with no key the template writes, and the report says so.
 * @throws Error that names each setting that cannot be used.
 */
function narrativeFrom(db: Knex, environment: Environment): NarrativeWriter {
  const settings = modelSettings(environment);
  return settings ? modelWriter(db, settings) : plainWriter;
}

export const dependenciesFrom = (parts: Omit<Dependencies, 'narrative'>, environment: Environment): Dependencies => ({
  ...parts,
  narrative: narrativeFrom(parts.db, environment),
});
