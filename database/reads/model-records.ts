import { type Knex } from 'knex';
import { type RecordDocument } from '../../domain/model-record/document.js';
import { type YearLessons } from '../../domain/learning/lesson.js';
import { type ModelRecord } from '../../domain/model-record/model-record.js';

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

/** The record that the year's drafts were prepared under; before there are any, the newest of the year. */
export async function findModelRecord(db: Knex, academicYear: string): Promise<ModelRecordRow | undefined> {
  const drafted = await db('draft_input')
    .where({ academic_year: academicYear })
    .first<{ readonly model_version: string } | undefined>('model_version');
  const query = db('model_record').where({ academic_year: academicYear });
  if (drafted) query.andWhere({ id: drafted.model_version });
  return query.orderBy('created_at', 'desc').first<ModelRecordRow | undefined>('*');
}

/** What a record was taught by the year before; undefined where it holds no lessons or is not there. */
export const lessonsOfRecord = async (db: Knex, recordId: string): Promise<YearLessons | undefined> => {
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
  readonly proposed_by: string;
  readonly accepted_by: string;
  readonly reason: string;
  readonly accepted_at: Date;
}

/** Proposals to accept a record that breaks bounds or repeats lessons, the newest first. */
export const fairnessProposals = (db: Knex, recordId: string): Promise<FairnessProposalRow[]> =>
  db('fairness_proposal').where({ record_id: recordId }).orderBy('id', 'desc').select<FairnessProposalRow[]>('*');

export const fairnessAcceptance = (db: Knex, recordId: string): Promise<FairnessAcceptanceRow | undefined> =>
  db('fairness_acceptance')
    .where({ record_id: recordId })
    .first<FairnessAcceptanceRow | undefined>('*')
    .then((row) => row);

export interface Opinion {
  readonly recordId: string;
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
}

export async function proposeAcceptance(db: Knex, { recordId, by, reason, at }: Opinion): Promise<void> {
  await db('fairness_proposal').insert({ record_id: recordId, proposed_by: by, reason, proposed_at: at });
}

/** Accepted once; a second acceptance of the same record changes nothing. */
export async function acceptProposal(
  db: Knex,
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
