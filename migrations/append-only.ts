/** SQL of a trigger that keeps every row of a table as it was written; it calls the function that `0002_audit_log` makes. */
export const appendOnly = (table: string): string => `
  create trigger ${table}_is_append_only before update or delete or truncate on ${table}
    for each statement execute function refuse_change();
`;
