import { type Knex } from 'knex';

interface RecordSeed {
  readonly id?: string;
  readonly academicYear?: string;
  readonly missing?: readonly string[];
  readonly isWithinBounds?: boolean;
  readonly repeatsLesson?: boolean;
}

/** Puts a model record into the registry as a campaign would, so that reports can be written and issued under it. */
export async function seedModelRecord(
  db: Knex,
  {
    id = 'test-model',
    academicYear = '202425',
    missing = [],
    isWithinBounds = true,
    repeatsLesson = false,
  }: RecordSeed = {},
): Promise<void> {
  await db('model_record')
    .insert({
      id,
      academic_year: academicYear,
      record: '{}',
      transparency: JSON.stringify({ title: 'Record', notices: [], sections: [] }),
      card: JSON.stringify({ title: 'Card', notices: [], sections: [] }),
      missing: JSON.stringify(missing),
      is_complete: missing.length === 0,
      is_within_bounds: isWithinBounds,
      repeats_lesson: repeatsLesson,
      code_version: 'test-build',
      created_at: new Date('2024-09-01T00:00:00Z'),
    })
    .onConflict('id')
    .ignore();
}
