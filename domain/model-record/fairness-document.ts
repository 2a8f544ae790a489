import { yearInWords } from '../shared/academic-year.js';
import { field, type RecordDocument } from './document.js';
import { type ModelRecord } from './model-record.js';
import { groupTable } from './tables.js';
import { recordNotices } from './transparency-record.js';

/** The fairness figures as a document, for a terminal. */
export const fairnessDocument = (record: ModelRecord): RecordDocument => ({
  title: `Fairness of the attendance baseline for ${yearInWords(record.academicYear)}`,
  notices: recordNotices(record),
  sections: [
    {
      title: 'Bounds',
      fields: [
        field(
          '',
          record.fairness.bounds.version,
          ...(record.fairness.breaches.length === 0
            ? ['No bound is broken.']
            : record.fairness.breaches.map(({ sentence, severity }) =>
                severity === 'blocks' ? `Stops the campaign: ${sentence}` : `Noted: ${sentence}`,
              )),
        ),
      ],
    },
    ...record.fairness.years.map((year) => ({
      title: yearInWords(year.judgedYear),
      fields: [
        {
          ...field('', 'By group', record.judgements.find((one) => one.judgedYear === year.judgedYear)?.note ?? ''),
          table: groupTable(year),
        },
      ],
    })),
  ],
});
