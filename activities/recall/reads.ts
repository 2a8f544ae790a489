import { type Knex } from 'knex';
import { type RecallInput } from '../../contracts/recall/messages.js';
import { type RecallView } from '../../domain/recall/recall.js';
import { type Dependencies } from '../dependencies.js';

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

/** For recalls that were confirmed by a build that did not yet stop reads with the record of the confirmation. */
export const stopReads =
  ({ db }: Dependencies) =>
  (input: RecallInput): Promise<void> =>
    suspendReads(db, input);

/** Reads succeed again, unless another recall still holds the school. */
export const allowReads =
  ({ db }: Dependencies) =>
  async ({ recallId }: RecallInput): Promise<void> => {
    await db('suspension').where({ recall_id: recallId, lifted_at: null }).update({ lifted_at: new Date() });
  };
