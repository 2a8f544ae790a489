import { type Knex } from 'knex';

interface ViewRow {
  readonly table: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly columns: Readonly<Record<string, unknown>> & { readonly version: number };
}

/** Puts a row of the read model in place; an older version never replaces a newer one. */
export async function writeView(trx: Knex.Transaction, { table, key, columns }: ViewRow): Promise<void> {
  await trx(table)
    .insert({ ...key, ...columns })
    .onConflict(Object.keys(key))
    .merge(Object.keys(columns))
    .where(`${table}.version`, '<', columns.version);
}
