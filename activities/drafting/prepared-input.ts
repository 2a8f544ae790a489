import { ApplicationFailure } from '@temporalio/common';
import { type BaselineModel } from '../../domain/baseline/model.js';
import { type PreparedDraft } from '../../domain/drafting/prepared-draft.js';
import { type AnswerDays } from '../../domain/report/standing.js';
import { type Database } from '../../database/database.js';
import { simulationNotices } from '../../database/facts/register.js';
import { findModel } from '../../database/model-records.js';
import { findDraft } from '../../database/reports/drafts.js';

/** The inputs of a draft, as the campaign stored them. */
export interface PreparedInput {
  readonly prepared: PreparedDraft;
  readonly modelVersion: string;
  readonly model: BaselineModel;
  readonly notices: readonly string[];
  /** School days that a school of this year has to answer. */
  readonly decisions: AnswerDays;
}

/** Reads what the campaign prepared for a school; each model once per process. @throws ApplicationFailure DraftNotPrepared, ModelMissing */
export function draftReader(db: Database): (academicYear: string, urn: string) => Promise<PreparedInput> {
  const models = new Map<string, Promise<BaselineModel>>();
  return async (academicYear, urn) => {
    const held = await findDraft(db, academicYear, urn);
    if (!held)
      throw ApplicationFailure.nonRetryable(`No draft has been prepared for school ${urn}.`, 'DraftNotPrepared');
    const { prepared, modelVersion, decisions } = held;
    const model = await remembered(models, modelVersion, () => readModel(db, modelVersion));
    return { prepared, modelVersion, model, notices: await simulationNotices(db), decisions };
  };
}

async function readModel(db: Database, version: string): Promise<BaselineModel> {
  const row = await findModel(db, version);
  if (!row) throw ApplicationFailure.nonRetryable(`There is no model ${version}.`, 'ModelMissing');
  if (!row.hasRecord) {
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
