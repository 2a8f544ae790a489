import { type Knex } from 'knex';

interface ViewRow {
  readonly table: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly columns: Readonly<Record<string, unknown>> & { readonly version: number };
}

/** Puts a row of the read model where it stands; it takes newer versions only, unless it takes the place of what does not hold. */
export async function writeView(
  trx: Knex.Transaction,
  { table, key, columns }: ViewRow,
  isSuperseding: boolean,
): Promise<void> {
  const merged = trx(table)
    .insert({ ...key, ...columns })
    .onConflict(Object.keys(key))
    .merge(Object.keys(columns));
  await (isSuperseding ? merged : merged.where(`${table}.version`, '<', columns.version));
}
