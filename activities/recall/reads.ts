import { type RecallInput } from '../../contracts/recall/messages.js';
import { type Dependencies } from '../dependencies.js';

/** From here on no read of a touched school succeeds. */
export const stopReads =
  ({ db }: Dependencies) =>
  async ({ recallId, academicYear, scope }: RecallInput): Promise<void> => {
    await db('suspension')
      .insert({
        recall_id: recallId,
        academic_year: academicYear,
        is_national: scope.kind === 'nation',
        suspended_at: new Date(),
      })
      .onConflict('recall_id')
      .ignore();
  };

/** Reads succeed again, unless another recall still holds the school. */
export const allowReads =
  ({ db }: Dependencies) =>
  async ({ recallId }: RecallInput): Promise<void> => {
    await db('suspension').where({ recall_id: recallId, lifted_at: null }).update({ lifted_at: new Date() });
  };
