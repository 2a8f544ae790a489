import { type Database } from '../../../database/database.js';
import { notFound } from '../../problems.js';
import { findModelRecord, type ModelRecordRow } from '../../../database/model-records.js';

/** @throws ApiProblem NotFound */
export async function requireRecord(db: Database, academicYear: string): Promise<ModelRecordRow> {
  const row = await findModelRecord(db, academicYear);
  if (!row) throw notFound('model record of this year');
  return row;
}
