import { yearInWords } from '../shared/academic-year.js';
import { field, type RecordSection } from './document.js';
import { type ModelRecord } from './model-record.js';
import { batchTable, coefficientTable, groupTable, metricTable } from './tables.js';

/** Section 4: what the tool consists of, how well it performs and what it is made from. */
export const specificationSections = (record: ModelRecord): readonly RecordSection[] => [
  tool(record),
  model(record),
  developmentData(record),
  operationalData,
];

const tool = ({ model: { parameters } }: ModelRecord): RecordSection => ({
  title: 'Tier 2, section 4: tool specification',
  fields: [
    field(
      '4.1.1',
      'System architecture',
      'Pure functions compute; a durable workflow engine keeps each school’s year; a relational database keeps facts with their file and line, this record, the reports and an append-only audit log. Architecture: docs/architecture.md.',
    ),
    field(
      '4.1.2',
      'System-level input',
      'Published files of the department, and monthly counts of sessions by school.',
    ),
    field(
      '4.1.3',
      'System-level output',
      'For each school: an expectation with its interval and reasons, a ladder of levels above it, similar schools with what is alike and what is not, and later the standing of the year to date.',
    ),
    field(
      '4.1.4',
      'Maintenance',
      'Fitted again each year, on all years known before the year begins. A new fit makes a new record. Rules have versions, and a school-year keeps those it began with.',
    ),
    field(
      '4.1.5',
      'Models',
      `One: the baseline, parameters ${parameters.version}. No model that writes text takes part in any figure.`,
    ),
  ],
});

function model(record: ModelRecord): RecordSection {
  const { academicYear, model: fit, fairness } = record;
  const last = fairness.years.at(-1);
  return {
    title: 'Tier 2, section 4.2: the model',
    fields: [
      field('4.2.1', 'Model name', 'Attendance baseline'),
      field('4.2.2', 'Model version', `${fit.parameters.version}, for ${yearInWords(academicYear)}`),
      field('4.2.3', 'Model task', 'To expect a school’s absence in the coming year, when the nation does not change.'),
      field(
        '4.2.4',
        'Model input',
        `The school’s absence in earlier years, its size, and the level of similar schools by: ${fit.contextSource.measures.join(', ')} (${fit.contextSource.name}).`,
      ),
      field('4.2.5', 'Model output', 'Expected absence in per cent, with intervals of 80% and 95%.'),
      {
        ...field('4.2.6', 'Model architecture', 'Weighted least squares by phase; coefficients as fitted:'),
        table: coefficientTable(record),
      },
      {
        ...field(
          '4.2.7',
          'Model performance',
          'Tried on years it had not seen, or on schools it had not seen. Errors in percentage points of absence, the national change of the year taken out:',
        ),
        table: metricTable(record),
      },
      {
        ...field('4.2.7', 'Model performance by group', last ? `Year ${yearInWords(last.judgedYear)}.` : ''),
        ...(last && { table: groupTable(last) }),
      },
      field(
        '4.2.8',
        'Datasets and their purposes',
        'The files below serve the fit, the comparisons and the trial alike.',
      ),
    ],
  };
}

const developmentData = (record: ModelRecord): RecordSection => ({
  title: 'Tier 2, section 4.3: development data',
  fields: [
    {
      ...field(
        '4.3.1',
        'Development data description',
        'Counts and rates of schools, never of pupils. Files by content:',
      ),
      table: batchTable(record),
    },
    field('4.3.2', 'Data modality', 'Tables.'),
    field(
      '4.3.3',
      'Data quantities',
      `${record.batches.reduce((sum, { rowCount }) => sum + rowCount, 0)} rows; training years ${record.model.trainingYears.map(yearInWords).join(', ')}.`,
    ),
    field(
      '4.3.4',
      'Sensitive attributes',
      'Shares of pupils by free meals, special educational needs and first language, by school. They choose whom a school is compared with and serve the fairness figures. No figure of a pupil is held.',
    ),
    field(
      '4.3.5',
      'Data completeness and representativeness',
      'All schools of the files take part in the comparisons. Schools without a last year, under thirty pupils or with a broken lineage get no expectation, with the reason.',
      ...record.judgements.map(({ note }) => note),
    ),
    field(
      '4.3.6',
      'Data cleaning',
      'A file is taken whole or not at all. Marks for suppressed or missing figures are kept as marks. Named checks hold a school whose figures do not agree.',
    ),
    field(
      '4.3.7',
      'Data collection',
      'School census and daily attendance, published by the Department for Education under the Open Government Licence v3.0.',
    ),
    field(
      '4.3.8',
      'Data access and storage',
      'Roles are refused by default; each read of a report is logged; nothing is taken from the published files into this repository.',
    ),
    field(
      '4.3.9',
      'Data sharing agreements',
      'None: the files are open data. Monthly returns come from those who hold them, to this service alone.',
    ),
  ],
});

const operationalData: RecordSection = {
  title: 'Tier 2, section 4.4: operational data',
  fields: [
    field(
      '4.4.1',
      'Data sources',
      'Monthly returns: possible and missed sessions, enrolments, persistently and severely absent enrolments, by school.',
    ),
    field(
      '4.4.2',
      'Sensitive attributes',
      'None by pupil. In a small school a count can point to few children, so schools under thirty pupils get no expectation.',
    ),
    field(
      '4.4.3',
      'Data processing methods',
      'Ratios of sums over sessions; the year to date against a seasonal path; dated local events set aside from judgement on evidence.',
    ),
    field(
      '4.4.4',
      'Data access and storage',
      'As for the development data; histories of decisions are archived with their hash.',
    ),
    field('4.4.5', 'Data sharing agreements', 'None.'),
  ],
};
