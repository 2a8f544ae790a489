import { type Knex } from 'knex';

/** The database that files are loaded into. */
export type Store = Knex;

/** The last batch of these bytes, where they have been imported before. */
export async function findBatch(store: Store, kind: string, sha256: string): Promise<number | undefined> {
  const found = await store('batch')
    .where({ kind, sha256 })
    .orderBy('id', 'desc')
    .first<{ readonly id: string } | undefined>('id');
  return found === undefined ? undefined : Number(found.id);
}

/** Schools of the register in force. */
export const registeredUrns = async (store: Store): Promise<ReadonlySet<string>> =>
  new Set(await store('current_establishment').pluck<string[]>('urn'));

/** The newest year of which absence of schools has been imported. */
export async function newestAbsenceYear(store: Store): Promise<string | undefined> {
  const row = await store('school_absence')
    .max({ newest: 'academic_year' })
    .first<{ readonly newest: string | null } | undefined>();
  return row?.newest ?? undefined;
}
