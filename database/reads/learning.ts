import { type Knex } from 'knex';

interface LearningRow {
  readonly academic_year: string;
  readonly report: unknown;
  readonly text: string;
  readonly made_at: Date;
}

export const findLearning = (db: Knex, academicYear: string): Promise<LearningRow | undefined> =>
  db('learning_report')
    .where({ academic_year: academicYear })
    .first<LearningRow | undefined>('*')
    .then((row) => row);
