import { type Knex } from 'knex';
import { type RecallInput } from '../domain/recall/messages.js';
import { type RecallView } from '../domain/recall/state.js';

/** From here on no read of a touched school succeeds; a second time changes nothing. */
export async function suspendReads(
  db: Knex,
  { recallId, academicYear, scope }: Pick<RecallView, 'recallId' | 'academicYear' | 'scope'>,
): Promise<void> {
  await db('suspension')
    .insert({
      recall_id: recallId,
      academic_year: academicYear,
      is_national: scope.kind === 'nation',
      suspended_at: new Date(),
    })
    .onConflict('recall_id')
    .ignore();
}

/** Reads succeed again, unless another recall still holds the school. */
export async function allowReads(db: Knex, { recallId }: Pick<RecallInput, 'recallId'>): Promise<void> {
  await db('suspension').where({ recall_id: recallId, lifted_at: null }).update({ lifted_at: new Date() });
}
