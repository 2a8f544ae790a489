import { type Knex } from 'knex';

const currentMonthlyReturn = `
  create or replace view current_monthly_return as
    select distinct on (urn, month) * from monthly_return order by urn, month, as_of desc, batch_id desc;
`;

/** Sessions missed by illness, where a return tells them: what a suggested outbreak is seen by. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table monthly_return add column illness_sessions integer
      check (illness_sessions <= authorised_absence_sessions);
    ${currentMonthlyReturn}
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop view current_monthly_return;
    alter table monthly_return drop column illness_sessions;
    ${currentMonthlyReturn}
  `);
}
