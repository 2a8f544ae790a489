import { type Knex } from 'knex';
import { ApplicationFailure } from '@temporalio/common';
import { type DraftRequest } from '../../contracts/activities.js';
import { type Drafted } from '../../contracts/school-year/facts.js';
import { type BaselineModel } from '../../domain/baseline/model.js';
import { makeDraft } from '../../domain/drafting/draft.js';
import { type PreparedDraft } from '../../domain/drafting/prepared-draft.js';
import { type Dependencies } from '../dependencies.js';
import { simulationNotices } from '../adapters/notice.js';

/** Makes one school's draft from what the campaign prepared, and writes its report version once. */
export function draftExpectation({ db, narrative }: Dependencies): (request: DraftRequest) => Promise<Drafted> {
  const models = new Map<string, Promise<BaselineModel>>();
  return async ({ academicYear, urn, reportVersion, corrections }) => {
    const held = await db('draft_input')
      .where({ academic_year: academicYear, urn })
      .first<PreparedRow | undefined>('model_version', 'input');
    if (!held)
      throw ApplicationFailure.nonRetryable(`No draft has been prepared for school ${urn}.`, 'DraftNotPrepared');
    const modelVersion = held.model_version;
    const model = await remembered(models, modelVersion, () => readModel(db, modelVersion));
    const terms = {
      academicYear,
      reportVersion,
      modelVersion,
      model,
      corrections,
      notices: await simulationNotices(db),
    };
    const { drafted, facts } = makeDraft(held.input, terms);
    const { text, writtenBy } = await narrative.write(facts);
    await db('report')
      .insert({
        academic_year: academicYear,
        urn,
        report_version: reportVersion,
        model_version: modelVersion,
        facts: JSON.stringify(facts),
        narrative: text,
        written_by: writtenBy,
        reason: corrections.at(-1)?.reason ?? 'first draft',
        created_at: new Date(),
      })
      .onConflict(['academic_year', 'urn', 'report_version'])
      .ignore();
    return drafted;
  };
}

interface PreparedRow {
  readonly model_version: string;
  readonly input: PreparedDraft;
}

async function readModel(db: Knex, version: string): Promise<BaselineModel> {
  const row = await db('model_version').where({ version }).first<{ model: BaselineModel } | undefined>('model');
  if (!row) throw ApplicationFailure.nonRetryable(`There is no model ${version}.`, 'ModelMissing');
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
