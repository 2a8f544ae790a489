import { type Knex } from 'knex';
import { notFound } from '../../problems.js';
import { findModelRecord, type ModelRecordRow } from '../../../database/reads/model-records.js';

/** @throws ApiProblem NotFound */
export async function requireRecord(db: Knex, academicYear: string): Promise<ModelRecordRow> {
  const row = await findModelRecord(db, academicYear);
  if (!row) throw notFound('model record of this year');
  return row;
}
