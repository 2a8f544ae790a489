import { fairnessPage } from './fairness/fairness-page.js';
import { yearInWords } from '../../domain/shared/academic-year.js';
import { type ModelRecord } from '../../domain/model-record/model-record.js';
import { recordNotices } from '../../domain/model-record/transparency-record.js';

/** The page of fairness figures of a stored record. */
export const recordFairnessPage = (id: string, record: ModelRecord): string =>
  fairnessPage({
    title: `Fairness of the attendance baseline for ${yearInWords(record.academicYear)}`,
    notices: recordNotices(record),
    notes: [
      `Record ${id}. Schools that would have had an expectation, on years whose outcomes are known.`,
      ...record.judgements.map(({ note }) => note),
      `Fifths within the phase; deprivation by ${record.intake.deprivation.join(' and ') || 'no measure at hand'}. Ranked by the newest intake known.`,
    ],
    fairness: record.fairness,
  });
