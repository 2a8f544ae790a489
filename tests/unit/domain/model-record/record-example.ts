import { defaultExpectationPolicy } from '../../../../domain/baseline/expectation.js';
import { fitCampaign, knownBefore, nationalOf } from '../../../../domain/drafting/fit-campaign.js';
import { knownSchools } from '../../../../domain/drafting/school-histories.js';
import { defaultFairnessBounds } from '../../../../domain/fairness/bounds.js';
import { intakeChoice } from '../../../../domain/fairness/intake.js';
import { judgedYears, judgeYear } from '../../../../domain/fairness/judge-campaign.js';
import { type YearLessons } from '../../../../domain/learning/lesson.js';
import { defaultLessonBounds } from '../../../../domain/learning/lesson-bounds.js';
import { modelRecord, type ModelRecord, type RecordParts } from '../../../../domain/model-record/model-record.js';
import { demonstrationPublication } from '../../../../domain/model-record/publication.js';
import { defaultMonitoringPolicy } from '../../../../domain/monitoring/policy.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { inventedCountry } from '../fairness/country.js';

/** The record of an invented country of 200 schools, with what a test changes. */
export function exampleRecord(change: Partial<RecordParts> = {}, poorestDriftPoints = 0): ModelRecord {
  const facts = knownBefore(
    inventedCountry({
      schools: 200,
      years: ['202122', '202223', '202324'].map(academicYear),
      seed: 3,
      poorestDriftPoints,
    }),
  );
  const { schools } = knownSchools(facts);
  const policies = { expectation: defaultExpectationPolicy, monitoring: defaultMonitoringPolicy };
  return modelRecord({
    academicYear: facts.targetYear,
    batches: [{ kind: 'register', fileName: 'edubasealldata.csv', sha256: 'a'.repeat(64), rowCount: 200 }],
    policies: { baseline: 'baseline-x', gates: 'gates-x' },
    schools: { inScope: 198, notInScope: 2 },
    model: fitCampaign(facts, schools, nationalOf(facts, schools)),
    intake: intakeChoice(facts.contextSource),
    judgements: judgedYears(facts).map((year) => judgeYear(facts, year, policies)),
    bounds: defaultFairnessBounds,
    publication: demonstrationPublication,
    notices: [],
    ...change,
  });
}

/** Of each severity one. */
export const exampleLessons: YearLessons = {
  academicYear: academicYear('202324'),
  bounds: defaultLessonBounds,
  lessons: [
    { kind: 'asked-too-much', severity: 'blocks', sentence: 'Primary schools: more came than was expected.' },
    { kind: 'referred-more', severity: 'warns', sentence: 'Region, North East: referred more often.' },
    { kind: 'hubs', severity: 'informs', sentence: 'Absence fell more where a hub had opened.' },
  ],
};
