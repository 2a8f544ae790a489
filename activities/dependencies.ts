import { type Client } from '@temporalio/client';
import { type Database } from '../database/database.js';
import { type Publication } from '../domain/model-record/publication.js';
import { type NarrativeWriter } from './narrative/narrative-writer.js';

/** Everything outside that activities need; built once per process by the composition root. */
export interface Dependencies {
  readonly db: Database;
  readonly client: Client;
  readonly narrative: NarrativeWriter;
  /** The build that is recorded with each archive. */
  readonly buildId: string;
  /** What the organisation states about itself in the model record; that of a demonstration when left out. */
  readonly publication?: Publication;
  /** How long nobody must have asked for a place before a round begins; a calendar day, from one to three seconds, when left out. */
  readonly placeRoundQuietMilliseconds?: number;
}
