import { type Knex } from 'knex';
import { type appendAudit } from '../activities/adapters/audit-log.js';
import { type Actor } from '../contracts/actor.js';

/** The chain of refusals that belong to no workflow. */
export const accessChain = 'access';

export interface Deed {
  readonly workflowId: string;
  readonly actor: Actor;
  readonly kind: string;
  readonly commandId?: string;
  readonly isAccepted: boolean;
  /** Why it was refused, or what was done; never a figure. */
  readonly note: string;
  readonly body?: unknown;
}

export interface AuditWriter {
  /** Writes what a person did or was refused; such rows have no version, because no workflow's state changed by them. */
  record(deed: Deed): Promise<void>;
}

export const createAuditWriter = (db: Knex, append: typeof appendAudit, now: () => number = Date.now): AuditWriter => ({
  record: async (deed) => {
    await db.transaction(async (trx) => {
      await append(trx, { ...deed, body: deed.body ?? {}, atMilliseconds: now() });
    });
  },
});
