import { createHash } from 'node:crypto';
import { type ModelRecord } from '../../domain/model-record/model-record.js';
import { canonical } from '../../domain/shared/canonical.js';

const digits = 12;

/** The id of a record: its year, and a digest of it in canonical JSON. The same inputs and the same model give the same id. */
export const recordId = (record: ModelRecord): string =>
  `model-${record.academicYear}-${createHash('sha256')
    .update(JSON.stringify(canonical(record)))
    .digest('hex')
    .slice(0, digits)}`;
