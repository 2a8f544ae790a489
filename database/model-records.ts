import { type Database, type Table } from './database.js';
import { type BaselineModel } from '../domain/baseline/model.js';
import { type RecordDocument } from '../domain/model-record/document.js';
import { type YearLessons } from '../domain/learning/lesson.js';
import { type ModelRecord, type RecordedBatch } from '../domain/model-record/model-record.js';

export interface ModelRecordRow {
  readonly id: string;
  readonly academic_year: string;
  readonly record: ModelRecord;
  readonly transparency: RecordDocument;
  readonly card: RecordDocument;
  readonly missing: readonly string[];
  readonly is_complete: boolean;
  readonly is_within_bounds: boolean;
  readonly repeats_lesson: boolean;
  readonly code_version: string;
  readonly created_at: Date;
}

interface BuildRow {
  readonly record_id: string;
  readonly code_version: string;
  readonly made_at: Date;
}

interface ModelVersionRow {
  readonly version: string;
  readonly academic_year: string;
  readonly model: BaselineModel;
  readonly batches: readonly RecordedBatch[];
  readonly fitted_at: Date;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    model_record_build: Table<BuildRow>;
    model_version: Table<ModelVersionRow, 'model' | 'batches'>;
    fairness_proposal: Table<FairnessProposalRow, never, 'id'>;
    fairness_acceptance: Table<FairnessAcceptanceRow>;
  }
}

/** A fit with its record, and the documents made from it. */
export interface NewModelRecord {
  readonly id: string;
  readonly record: ModelRecord;
  readonly transparency: RecordDocument;
  readonly card: RecordDocument;
  readonly missing: readonly string[];
  readonly isWithinBounds: boolean;
  readonly repeatsLesson: boolean;
  readonly codeVersion: string;
  readonly createdAt: Date;
}

/** Stores a record; the same record again changes nothing but that another build is noted. */
export async function insertModelRecord(trx: Database, made: NewModelRecord): Promise<void> {
  const { id, record, codeVersion, createdAt } = made;
  await trx('model_record')
    .insert({
      id,
      academic_year: record.academicYear,
      record: JSON.stringify(record),
      transparency: JSON.stringify(made.transparency),
      card: JSON.stringify(made.card),
      missing: JSON.stringify(made.missing),
      is_complete: made.missing.length === 0,
      is_within_bounds: made.isWithinBounds,
      repeats_lesson: made.repeatsLesson,
      code_version: codeVersion,
      created_at: createdAt,
    })
    .onConflict('id')
    .ignore();
  await trx('model_record_build')
    .insert({ record_id: id, code_version: codeVersion, made_at: createdAt })
    .onConflict(['record_id', 'code_version'])
    .ignore();
}

/** Stores the model of a record, which drafts are made with. */
export async function insertModel(
  trx: Database,
  {
    id,
    record,
    createdAt,
  }: Pick<NewModelRecord, 'id' | 'createdAt'> & {
    readonly record: Pick<ModelRecord, 'academicYear' | 'model' | 'batches'>;
  },
): Promise<void> {
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
}

/** A fitted model and whether it has a record; undefined where there is none of that version. */
export async function findModel(
  db: Database,
  version: string,
): Promise<{ readonly model: BaselineModel; readonly hasRecord: boolean } | undefined> {
  const row = await db('model_version as fitted')
    .leftJoin('model_record', 'model_record.id', 'fitted.version')
    .where({ version })
    .first<{ model: BaselineModel; id: string | null } | undefined>('model', 'model_record.id');
  return row && { model: row.model, hasRecord: row.id !== null };
}

/** The record that the year's drafts were prepared under; before there are any, the newest of the year. */
export async function findModelRecord(db: Database, academicYear: string): Promise<ModelRecordRow | undefined> {
  const drafted = await db('draft_input')
    .where({ academic_year: academicYear })
    .first<{ readonly model_version: string } | undefined>('model_version');
  const query = db('model_record').where({ academic_year: academicYear });
  if (drafted) query.andWhere({ id: drafted.model_version });
  return query.orderBy('created_at', 'desc').first<ModelRecordRow | undefined>('*');
}

/** What a record was taught by the year before; undefined where it holds no lessons or is not there. */
export const lessonsOfRecord = async (db: Database, recordId: string): Promise<YearLessons | undefined> => {
  const row = await db('model_record')
    .where({ id: recordId })
    .first<{ readonly lessons: YearLessons | null } | undefined>(db.raw("record->'lessons' as lessons"));
  return row?.lessons ?? undefined;
};

export interface FairnessProposalRow {
  readonly id: string;
  readonly record_id: string;
  readonly proposed_by: string;
  readonly reason: string;
  readonly proposed_at: Date;
}

export interface FairnessAcceptanceRow {
  readonly record_id: string;
  readonly proposal_id: string;
  readonly proposed_by: string;
  readonly accepted_by: string;
  readonly reason: string;
  readonly accepted_at: Date;
}

/** Proposals to accept a record that breaks bounds or repeats lessons, the newest first. */
export const fairnessProposals = (db: Database, recordId: string): Promise<FairnessProposalRow[]> =>
  db('fairness_proposal')
    .where({ record_id: recordId })
    .orderBy('id', 'desc')
    .select('*')
    .then((rows) => rows);

export const fairnessAcceptance = (db: Database, recordId: string): Promise<FairnessAcceptanceRow | undefined> =>
  db('fairness_acceptance')
    .where({ record_id: recordId })
    .first('*')
    .then((row) => row);

/** Whether two people have accepted the record although it breaks a fairness bound or repeats a lesson. */
export const isRecordAccepted = async (db: Database, recordId: string): Promise<boolean> =>
  (await fairnessAcceptance(db, recordId)) !== undefined;

export interface Opinion {
  readonly recordId: string;
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
}

export async function proposeAcceptance(db: Database, { recordId, by, reason, at }: Opinion): Promise<void> {
  await db('fairness_proposal').insert({ record_id: recordId, proposed_by: by, reason, proposed_at: at });
}

/** Accepted once; a second acceptance of the same record changes nothing. */
export async function acceptProposal(
  db: Database,
  proposal: FairnessProposalRow,
  { recordId, by, reason, at }: Opinion,
): Promise<void> {
  await db('fairness_acceptance')
    .insert({
      record_id: recordId,
      proposal_id: proposal.id,
      proposed_by: proposal.proposed_by,
      accepted_by: by,
      reason,
      accepted_at: at,
    })
    .onConflict('record_id')
    .ignore();
}
