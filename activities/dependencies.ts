import { type Client } from '@temporalio/client';
import { type Database } from '../database/database.js';
import { type Publication } from '../domain/model-record/publication.js';
import { type NarrativeWriter } from './narrative/narrative-writer.js';

/** What activities need of the world; built once per process by the composition root. */
export interface Dependencies {
  readonly db: Database;
  readonly client: Client;
  readonly narrative: NarrativeWriter;
  /** The build that archives are marked with. */
  readonly buildId: string;
  /** What the organisation says of itself in the model record; a demonstration's when left out. */
  readonly publication?: Publication;
  /** How long nobody must have asked for a place before a round begins; a calendar day, from one to three seconds, when left out. */
  readonly placeRoundQuietMilliseconds?: number;
}
