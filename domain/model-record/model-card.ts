import { yearInWords } from '../shared/academic-year.js';
import { field, type RecordDocument } from './document.js';
import { type ModelRecord } from './model-record.js';
import { lessonLines, startingPoint } from './starting-point.js';
import { batchTable, coefficientTable, groupTable, metricTable, policyTable } from './tables.js';
import { recordNotices } from './transparency-record.js';

/** The model card: what a user of the figures must know of the fit, on a page. Shaped after Mitchell et al. 2019, "Model cards for model reporting". */
export function modelCard(record: ModelRecord): RecordDocument {
  return {
    title: `Model card: attendance baseline, ${yearInWords(record.academicYear)}`,
    notices: recordNotices(record),
    sections: [
      { title: 'What it is', fields: [...identity(record)] },
      { title: 'How well it does', fields: [...performance(record)] },
      { title: 'Lessons of the year before', fields: [...teaching(record)] },
      { title: 'What it is made from', fields: [...foundations(record)] },
      { title: 'Limits', fields: record.model.notes.map((note) => field('', 'Note', note)) },
    ],
  };
}

const identity = (record: ModelRecord): RecordDocument['sections'][number]['fields'] => [
  field(
    '',
    'Purpose',
    'To expect each school’s absence in the coming year, so that a small improvement can be asked for and a shortfall distinguished from chance.',
  ),
  field(
    '',
    'Not for',
    'Ranking schools, judging a single month, inspection, sanctions, or any conclusion about a pupil.',
  ),
  field(
    '',
    'Parameters',
    `${record.model.parameters.version}; training years ${record.model.trainingYears.map(yearInWords).join(', ')}; no random numbers.`,
  ),
  { ...field('', 'Coefficients', 'By phase:'), table: coefficientTable(record) },
];

function performance(record: ModelRecord): RecordDocument['sections'][number]['fields'] {
  const { fairness } = record;
  return [
    { ...field('', 'Trials', ...record.judgements.map(({ note }) => note)), table: metricTable(record) },
    ...fairness.years.map((year) => ({
      ...field('', `By group, ${yearInWords(year.judgedYear)}`, 'Each figure with the interval of 95 in 100.'),
      table: groupTable(year),
    })),
    field(
      '',
      'Fairness bounds',
      `${fairness.bounds.version}.`,
      ...(fairness.breaches.length === 0
        ? ['None is broken.']
        : fairness.breaches.map(({ sentence, severity }) =>
            severity === 'blocks' ? `Stops the campaign: ${sentence}` : `Noted: ${sentence}`,
          )),
    ),
  ];
}

const teaching = (record: ModelRecord): RecordDocument['sections'][number]['fields'] => [
  field('', 'Starting point', startingPoint(record)),
  ...(record.lessons
    ? [
        field('', 'Lessons', ...(record.lessons.lessons.length > 0 ? lessonLines(record.lessons) : ['None.'])),
        field(
          '',
          'Lesson bounds',
          `${record.lessons.bounds.version}. The figures are in the learning report of ${yearInWords(record.lessons.academicYear)}.`,
        ),
      ]
    : []),
];

const foundations = (record: ModelRecord): RecordDocument['sections'][number]['fields'] => [
  { ...field('', 'Files', 'By content:'), table: batchTable(record) },
  { ...field('', 'Rules in force', 'By version:'), table: policyTable(record) },
  field(
    '',
    'Documents',
    ...Object.values(record.publication.documents).map(
      ({ title, location, version }) => `${title}: ${location}, ${version}.`,
    ),
  ),
];
