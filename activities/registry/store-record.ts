import { type Transaction } from '../../database/database.js';
import { insertModel, insertModelRecord } from '../../database/model-records.js';
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
 * Stores a fit with its record as worded now. Storing the same record again only notes the other build.
 * @returns the id, which is also the version that drafts and reports carry.
 */
export async function storeModelRecord(trx: Transaction, record: ModelRecord, making: Making): Promise<string> {
  const id = recordId(record);
  const { missing, isWithinBounds, repeatsLesson } = standingOf(record);
  await insertModelRecord(trx, {
    id,
    record,
    transparency: transparencyRecord(record),
    card: modelCard(record),
    missing,
    isWithinBounds,
    repeatsLesson,
    ...making,
  });
  await insertModel(trx, { id, record, createdAt: making.createdAt });
  return id;
}
