import { type Database } from '../../database/database.js';
import { insertModelRecord } from '../../database/model-records.js';
import { type ModelRecord } from '../../domain/model-record/model-record.js';
import { academicYear as toYear } from '../../domain/shared/academic-year.js';

interface RecordSeed {
  readonly id?: string;
  readonly academicYear?: string;
  readonly missing?: readonly string[];
  readonly isWithinBounds?: boolean;
  readonly repeatsLesson?: boolean;
}

/** Puts a model record into the registry as a campaign would, so that reports can be written and issued under it. */
export async function seedModelRecord(
  db: Database,
  {
    id = 'test-model',
    academicYear = '202425',
    missing = [],
    isWithinBounds = true,
    repeatsLesson = false,
  }: RecordSeed = {},
): Promise<void> {
  await insertModelRecord(db, {
    id,
    record: { academicYear: toYear(academicYear) } as ModelRecord,
    transparency: { title: 'Record', notices: [], sections: [] },
    card: { title: 'Card', notices: [], sections: [] },
    missing,
    isWithinBounds,
    repeatsLesson,
    codeVersion: 'test-build',
    createdAt: new Date('2024-09-01T00:00:00Z'),
  });
}
