import { type Client } from '@temporalio/client';
import { type FastifyBaseLogger } from 'fastify';
import { type Database } from '../database/database.js';
import { type Recorded, type TakenDecision } from '../database/recorded.js';
import { type YearTerms } from '../domain/school-year/messages/input.js';
import { type AcademicYear } from '../domain/shared/academic-year.js';
import { type AuditWriter } from './audit-writer.js';
import { type Gateway } from './engine/gateway.js';

/** What the composition root supplies to the API. */
export interface ApiDependencies {
  readonly db: Database;
  readonly client: Client;
  /** Terms that every school of a year shares; undefined for a year that has not been set up. */
  readonly terms: (year: AcademicYear) => YearTerms | undefined;
  /** At least 32 characters; signs and checks the tokens. */
  readonly signInSecret: string;
  /** Opens the development sign-in to requests from this machine, and a compressed calendar. */
  readonly isDevelopment: boolean;
  readonly buildId: string;
  /** Shown with every page of school data, such as "Real published data, simulated decisions". */
  readonly banner?: string;
  readonly logger: FastifyBaseLogger;
  /** How long to wait for the engine before a decision is answered with 202, and a read without the engine; 5 seconds when left out. */
  readonly engineWaitMilliseconds?: number;
  /** Requests a minute from one address; 1,200 when left out. This machine is not limited in development. */
  readonly requestsPerMinute?: number;
}

/** What routes are made from. */
export interface ApiContext extends Pick<ApiDependencies, 'db' | 'terms' | 'isDevelopment' | 'buildId'> {
  readonly gateway: Gateway;
  readonly audit: AuditWriter;
  /** Whether a decision that was taken can be read; waits for its record as long as for the engine. */
  readonly untilRecorded: (decision: TakenDecision) => Promise<Recorded>;
  readonly notice?: string;
  /** True once the server has begun to stop, so that streams end. */
  readonly isStopping: () => boolean;
}
