import { type Database } from '../database/database.js';
import { readFileSync } from 'node:fs';
import { type Dependencies } from '../activities/dependencies.js';
import { modelWriter } from '../activities/narrative/model-writer.js';
import { type NarrativeWriter } from '../activities/narrative/narrative-writer.js';
import { plainWriter } from '../activities/narrative/plain-writer.js';
import { modelSettings } from '../activities/narrative/settings.js';
import { publicationOf, type Publication } from '../domain/model-record/publication.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The writer of narratives that the environment asks for. Without a key the template writes, and the report says so.
 * @throws Error that names each setting that cannot be used.
 */
function narrativeFrom(db: Database, environment: Environment): NarrativeWriter {
  const settings = modelSettings(environment);
  return settings ? modelWriter(db, settings) : plainWriter;
}

/**
 * What the organisation states about itself, from the JSON file that ABIE_PUBLICATION names; nothing without one.
 * @throws Error when the file cannot be read as JSON.
 */
export function publicationIn(environment: Environment): Publication | undefined {
  const path = environment['ABIE_PUBLICATION'];
  if (path === undefined || path === '') return undefined;
  try {
    return publicationOf(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Error(`ABIE_PUBLICATION names ${path}, which cannot be read as JSON. See docs/model-record.md.`, {
      cause: error,
    });
  }
}

export function dependenciesFrom(
  parts: Omit<Dependencies, 'narrative' | 'publication'>,
  environment: Environment,
): Dependencies {
  const publication = publicationIn(environment);
  return { ...parts, narrative: narrativeFrom(parts.db, environment), ...(publication && { publication }) };
}
