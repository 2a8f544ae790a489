import { type Knex } from 'knex';

/** Whether two people have accepted that the record breaks a fairness bound or repeats a lesson. */
export const isAccepted = async (db: Knex, recordId: string): Promise<boolean> =>
  (await db('fairness_acceptance').where({ record_id: recordId }).first<object | undefined>('record_id')) !== undefined;
