import { type Knex } from 'knex';
import { onTestFinished } from 'vitest';

/** Until the end of the test no row can be added to the audit log. */
export async function takeAuditLogAway(db: Knex): Promise<void> {
  await db.raw(`
    create function audit_log_is_away() returns trigger language plpgsql as $$
    begin
      raise exception 'the audit log is away';
    end $$;
    create trigger audit_log_is_away before insert on audit_log for each row execute function audit_log_is_away();
  `);
  onTestFinished(async () => {
    await db.raw('drop trigger audit_log_is_away on audit_log; drop function audit_log_is_away()');
  });
}
