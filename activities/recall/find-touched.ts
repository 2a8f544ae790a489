import { type RecallInput } from '../../domain/recall/messages.js';
import { writeTouched } from '../../database/recalls/touched-schools.js';
import { type Dependencies } from '../dependencies.js';

/** Writes down which school-years a recall touches, as they are now, and counts them. A second run finds the list again. */
export const findTouched =
  ({ db }: Dependencies) =>
  (recall: RecallInput): Promise<number> =>
    db.transaction((trx) => writeTouched(trx, recall));
