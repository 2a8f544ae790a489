// Breaking: a worker of an earlier build writes the column; stop it first.
import { type Knex } from 'knex';

/** Places are given in rounds and nobody queues at one hub; who waits is counted by the school-years of the region. */
export async function up(db: Knex): Promise<void> {
  await db.raw('alter table hub_view drop column waiting');
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table hub_view add column waiting integer not null default 0');
}
