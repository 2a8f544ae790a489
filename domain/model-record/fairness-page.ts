import { fairnessPage } from '../fairness/page/fairness-page.js';
import { yearInWords } from '../shared/academic-year.js';
import { type ModelRecord } from './model-record.js';
import { recordNotices } from './transparency-record.js';

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
