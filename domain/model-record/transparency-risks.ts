import { field, type RecordField, type RecordSection } from './document.js';
import { type ModelRecord } from './model-record.js';
import { lessonLines, startingPoint } from './starting-point.js';

const risks: readonly (readonly [string, string])[] = [
  [
    'A wrong figure is issued',
    'Each figure carries its file and line; named checks hold a draft; the school may challenge it before issue.',
  ],
  [
    'A school is compared with schools that are not like it',
    'Rules come before distance; where fewer than three fair examples exist, the report says so.',
  ],
  [
    'Chance is taken for failure',
    'Two own years and similar schools steady the level; a referral needs a shortfall beyond noise in three successive months.',
  ],
  [
    'A group of schools is asked too much',
    'Fairness figures by intake, size, phase, region and setting; bounds that stop a campaign; two people to accept a broken one.',
  ],
  [
    'The figure is used as a sanction',
    'The outcome is an offer of support alone; there is no role for inspection, press or public.',
  ],
  [
    'Schools shed pupils to reach the figure',
    'Changes in enrolments are shown to analysts as a question, never as blame.',
  ],
  [
    'What went wrong in one year is repeated in the next',
    'When a year is closed, expected levels, ranges and monthly probabilities are held against what came; the next year’s campaign is held where it would repeat what they taught.',
  ],
  ['The method is known only after the event', 'No report is issued without this record.'],
];

/** Section 5: what could go wrong, and what is done about it. */
export const riskSection = (record: ModelRecord): RecordSection => ({
  title: 'Tier 2, section 5: risks, mitigations and impact assessments',
  fields: [
    impactAssessments(record),
    {
      ...field('5.2', 'Risks and mitigations', 'In the order of their weight:'),
      table: { columns: ['Risk', 'What is done'], rows: risks },
    },
    field('5.2', 'Lessons of the year before', startingPoint(record), ...lessonLines(record.lessons)),
  ],
});

const impactAssessments = ({ publication: { documents }, fairness }: ModelRecord): RecordField =>
  field(
    '5.1',
    'Impact assessments',
    `Equality: ${documents.equalityAnalysis.title} (${documents.equalityAnalysis.location}, ${documents.equalityAnalysis.version}), with the figures of section 4.2.7.`,
    `Data protection: ${documents.dataProtection.title} (${documents.dataProtection.location}, ${documents.dataProtection.version}).`,
    fairness.breaches.length === 0
      ? 'No fairness bound is broken.'
      : `Fairness bounds ${fairness.bounds.version}, broken or nearly so: ${fairness.breaches.map(({ sentence, severity }) => `${sentence} (${severity === 'blocks' ? 'stops the campaign' : 'noted'})`).join(' ')}`,
  );
