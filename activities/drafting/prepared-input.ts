import { ApplicationFailure } from '@temporalio/common';
import { type Knex } from 'knex';
import { type BaselineModel } from '../../domain/baseline/model.js';
import { type PreparedDraft } from '../../domain/drafting/prepared-draft.js';
import { type AnswerDays } from '../../domain/report/standing.js';
import { simulationNotices } from '../../database/notice.js';

/** What a draft is made from, as the campaign stored it. */
export interface PreparedInput {
  readonly prepared: PreparedDraft;
  readonly modelVersion: string;
  readonly model: BaselineModel;
  readonly notices: readonly string[];
  /** The days that a school of this year has to answer. */
  readonly decisions: AnswerDays;
}

/** Reads what the campaign prepared for a school; each model once per process. @throws ApplicationFailure DraftNotPrepared, ModelMissing */
export function draftReader(db: Knex): (academicYear: string, urn: string) => Promise<PreparedInput> {
  const models = new Map<string, Promise<BaselineModel>>();
  return async (academicYear, urn) => {
    const held = await db('draft_input as d')
      .join('year_terms as y', 'y.academic_year', 'd.academic_year')
      .where({ 'd.academic_year': academicYear, 'd.urn': urn })
      .first<PreparedRow | undefined>('d.model_version', 'd.input', db.raw(`y.terms->'decisionPolicy' as decisions`));
    if (!held)
      throw ApplicationFailure.nonRetryable(`No draft has been prepared for school ${urn}.`, 'DraftNotPrepared');
    const modelVersion = held.model_version;
    const model = await remembered(models, modelVersion, () => readModel(db, modelVersion));
    return {
      prepared: held.input,
      modelVersion,
      model,
      notices: await simulationNotices(db),
      decisions: held.decisions,
    };
  };
}

interface PreparedRow {
  readonly model_version: string;
  readonly input: PreparedDraft;
  readonly decisions: AnswerDays;
}

async function readModel(db: Knex, version: string): Promise<BaselineModel> {
  const row = await db('model_version')
    .leftJoin('model_record', 'model_record.id', 'model_version.version')
    .where({ version })
    .first<{ model: BaselineModel; id: string | null } | undefined>('model', 'model_record.id');
  if (!row) throw ApplicationFailure.nonRetryable(`There is no model ${version}.`, 'ModelMissing');
  if (row.id === null) {
    throw ApplicationFailure.create({
      type: 'ModelRecordMissing',
      message: `The model ${version} has no record, so no report is written from it. Prepare the campaign again.`,
    });
  }
  return row.model;
}

/** One read for all callers; a read that failed is tried again by the next. */
function remembered<Value>(held: Map<string, Promise<Value>>, key: string, read: () => Promise<Value>): Promise<Value> {
  const known = held.get(key);
  if (known) return known;
  const asked = read();
  held.set(key, asked);
  asked.catch(() => held.delete(key));
  return asked;
}
