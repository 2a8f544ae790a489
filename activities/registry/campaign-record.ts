import { recordedBatches } from '../../database/batches.js';
import { type Database } from '../../database/database.js';
import { type YearTerms } from '../../domain/school-year/messages/input.js';
import { defaultExpectationPolicy } from '../../domain/baseline/expectation.js';
import { type CampaignFacts } from '../../domain/drafting/campaign-facts.js';
import { type PreparedCampaign } from '../../domain/drafting/prepare-drafts.js';
import { referenceYears } from '../../domain/drafting/reference-years.js';
import { defaultFairnessBounds } from '../../domain/fairness/bounds.js';
import { intakeChoice } from '../../domain/fairness/intake.js';
import { defaultGatePolicy } from '../../domain/gates/policy.js';
import { modelRecord, type ModelRecord } from '../../domain/model-record/model-record.js';
import { type Publication } from '../../domain/model-record/publication.js';
import { defaultSimilarRules } from '../../domain/similar/rules.js';
import { simulationNotices } from '../../database/facts/register.js';
import { judgeYears } from './judge.js';
import { readLessons } from './year-lessons.js';

export interface CampaignFit {
  readonly terms: YearTerms;
  readonly facts: CampaignFacts;
  readonly prepared: PreparedCampaign;
  readonly publication: Publication;
}

/** The record of a campaign's fit: its inputs, the model, its fairness on the years whose outcomes are known, and the lessons of the year before. */
export async function campaignRecord(
  db: Database,
  { terms, facts, prepared: { model, drafts }, publication }: CampaignFit,
): Promise<ModelRecord> {
  const lessons = await readLessons(db, terms, model.parameters.version);
  const inScope = drafts.filter(({ scope }) => scope.kind !== 'out-of-scope').length;
  return modelRecord({
    academicYear: terms.academicYear,
    batches: await recordedBatches(db, modelKinds),
    policies: policiesOf(terms, model.parameters.version),
    schools: { inScope, notInScope: drafts.length - inScope },
    model,
    intake: intakeChoice(facts.contextSource),
    judgements: judgeYears(facts, { expectation: defaultExpectationPolicy, monitoring: terms.monitoringPolicy }),
    bounds: defaultFairnessBounds,
    ...(lessons && { lessons }),
    publication,
    notices: await simulationNotices(db),
  });
}

/** Kinds of files that a model is made from; months of the year in progress and places for support are not among them. */
const modelKinds = ['register', 'links', 'area-absence', 'school-absence', 'census', 'context'];

const policiesOf = (terms: YearTerms, parameters: string): ModelRecord['policies'] => ({
  baseline: parameters,
  decisions: terms.decisionPolicy.version,
  expectation: defaultExpectationPolicy.version,
  fairness: defaultFairnessBounds.version,
  gates: defaultGatePolicy.version,
  monitoring: terms.monitoringPolicy.version,
  'reference years': referenceYears.version,
  'similar schools': defaultSimilarRules.version,
});
