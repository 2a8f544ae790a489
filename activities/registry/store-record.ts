import { type Knex } from 'knex';
import { modelCard } from '../../domain/model-record/model-card.js';
import { type ModelRecord } from '../../domain/model-record/model-record.js';
import { standingOf } from '../../domain/model-record/standing.js';
import { transparencyRecord } from '../../domain/model-record/transparency-record.js';
import { recordId } from './record-id.js';

export interface Making {
  readonly codeVersion: string;
  readonly createdAt: Date;
}

/**
 * Stores a fit with its record, in the words it has now; the same record again changes nothing but that another build is noted.
 * @returns the id, which is also the version that drafts and reports carry.
 */
export async function storeModelRecord(
  trx: Knex.Transaction,
  record: ModelRecord,
  { codeVersion, createdAt }: Making,
): Promise<string> {
  const id = recordId(record);
  const { missing, isWithinBounds, repeatsLesson } = standingOf(record);
  await trx('model_record')
    .insert({
      id,
      academic_year: record.academicYear,
      record: JSON.stringify(record),
      transparency: JSON.stringify(transparencyRecord(record)),
      card: JSON.stringify(modelCard(record)),
      missing: JSON.stringify(missing),
      is_complete: missing.length === 0,
      is_within_bounds: isWithinBounds,
      repeats_lesson: repeatsLesson,
      code_version: codeVersion,
      created_at: createdAt,
    })
    .onConflict('id')
    .ignore();
  await trx('model_record_build')
    .insert({ record_id: id, code_version: codeVersion, made_at: createdAt })
    .onConflict(['record_id', 'code_version'])
    .ignore();
  await trx('model_version')
    .insert({
      version: id,
      academic_year: record.academicYear,
      model: JSON.stringify(record.model),
      batches: JSON.stringify(record.batches),
      fitted_at: createdAt,
    })
    .onConflict('version')
    .ignore();
  return id;
}
