import { appendAudit } from '../database/audit-log.js';
import { type Database, type Transaction } from '../database/database.js';
import { type Actor } from '../domain/process/actor.js';

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
  /** Writes what a person did or was refused; such rows have no version, because they changed no workflow's state. */
  record(deed: Deed): Promise<void>;
  /** Writes something together with its row of the audit log, in one transaction; if nothing is new, no row. @returns whether it was new */
  recordIf(deed: Deed, write: (trx: Transaction, at: Date) => Promise<boolean>): Promise<boolean>;
}

export const createAuditWriter = (db: Database, now: () => number = Date.now): AuditWriter => ({
  record: async (deed) => {
    await db.transaction(async (trx) => {
      await appendAudit(trx, { ...deed, body: deed.body ?? {}, atMilliseconds: now() });
    });
  },
  recordIf: (deed, write) =>
    db.transaction(async (trx) => {
      const atMilliseconds = now();
      const isNew = await write(trx, new Date(atMilliseconds));
      if (isNew) await appendAudit(trx, { ...deed, body: deed.body ?? {}, atMilliseconds });
      return isNew;
    }),
});
