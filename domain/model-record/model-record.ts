import { type BaselineModel } from '../baseline/model.js';
import { type FairnessBounds } from '../fairness/bounds.js';
import { checkFairness, type FairnessCheck } from '../fairness/check-fairness.js';
import { type IntakeChoice } from '../fairness/intake.js';
import { type YearJudgement } from '../fairness/judge-campaign.js';
import { type YearLessons } from '../learning/lesson.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { yearMetrics, type YearMetrics } from './metrics.js';
import { type Publication } from './publication.js';

/** A file that the fit uses; without its number in the database, so that another database makes the same record. */
export interface RecordedBatch {
  readonly kind: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly rowCount: number;
}

export type RecordedJudgement = Omit<YearJudgement, 'schools'>;

/**
 * One fit with everything it is made from and every measurement of it: plain JSON, stored once and never changed. The transparency record
 * and the model card are made from it alone.
 */
export interface ModelRecord {
  readonly form: 'model-record-1';
  readonly academicYear: AcademicYear;
  /** In the order of their import: where files speak of the same school, the newer one counts. */
  readonly batches: readonly RecordedBatch[];
  /** Versions of the rules and policies in force, by name. */
  readonly policies: Readonly<Record<string, string>>;
  /** The fit draws no random number; equal distances keep the order of the register. */
  readonly seed: null;
  readonly schools: { readonly inScope: number; readonly notInScope: number };
  readonly model: BaselineModel;
  readonly judgements: readonly RecordedJudgement[];
  readonly intake: IntakeChoice;
  readonly metrics: readonly YearMetrics[];
  readonly fairness: FairnessCheck;
  /** Lessons of the year before; missing where there was no learning report of it. */
  readonly lessons?: YearLessons;
  readonly publication: Publication;
  /** Said wherever the record is shown, such as that decisions are simulated. */
  readonly notices: readonly string[];
}

export interface RecordParts extends Omit<ModelRecord, 'form' | 'seed' | 'judgements' | 'metrics' | 'fairness'> {
  /** Oldest first. */
  readonly judgements: readonly YearJudgement[];
  readonly bounds: FairnessBounds;
}

/** Makes the record; the same parts make the same record, whenever and wherever. */
export function modelRecord({ judgements, bounds, ...parts }: RecordParts): ModelRecord {
  return {
    form: 'model-record-1',
    ...parts,
    seed: null,
    judgements: judgements.map(({ judgedYear, basis, trainedOn, note }) => ({ judgedYear, basis, trainedOn, note })),
    metrics: judgements.flatMap(({ judgedYear, schools }) =>
      schools.length === 0 ? [] : [yearMetrics(judgedYear, schools)],
    ),
    fairness: checkFairness(
      judgements.flatMap(({ schools }) => schools),
      bounds,
    ),
  };
}
