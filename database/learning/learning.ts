import { type LearningReport } from '../../domain/learning/report.js';
import { type Database, type Table } from '../database.js';

export interface LearningRow {
  readonly academic_year: string;
  readonly report: LearningReport;
  readonly text: string;
  readonly made_at: Date;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    learning_report: Table<LearningRow, 'report'>;
  }
}

/** Keeps what a closed year taught, in place of an earlier report of it. */
export async function writeLearningReport(db: Database, report: LearningReport, text: string): Promise<void> {
  await db('learning_report')
    .insert({ academic_year: report.academicYear, report: JSON.stringify(report), text, made_at: new Date() })
    .onConflict('academic_year')
    .merge();
}

export const findLearning = (db: Database, academicYear: string): Promise<LearningRow | undefined> =>
  db('learning_report')
    .where({ academic_year: academicYear })
    .first('*')
    .then((row) => row);

export const readLearningReport = async (db: Database, academicYear: string): Promise<LearningReport | undefined> =>
  (await findLearning(db, academicYear))?.report;
