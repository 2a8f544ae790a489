import { type Dependencies } from '../activities/dependencies.js';
import { openaiWriter } from '../activities/narrative/openai-writer.js';
import { type NarrativeWriter } from '../activities/narrative/narrative-writer.js';
import { plainWriter } from '../activities/narrative/plain-writer.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The writer that the environment asks for; with no key the template writes, and the report says so. */
export function narrativeFrom(environment: Environment): NarrativeWriter {
  const apiKey = environment['ABIE_NARRATIVE_API_KEY'];
  if (apiKey === undefined || apiKey === '') return plainWriter;
  const baseURL = environment['ABIE_NARRATIVE_BASE_URL'];
  return openaiWriter({
    apiKey,
    model: environment['ABIE_NARRATIVE_MODEL'] ?? 'gpt-4o-mini',
    timeoutMilliseconds: 20_000,
    ...(baseURL !== undefined && baseURL !== '' && { baseURL }),
  });
}

export const dependenciesFrom = (parts: Omit<Dependencies, 'narrative'>, environment: Environment): Dependencies => ({
  ...parts,
  narrative: narrativeFrom(environment),
});
