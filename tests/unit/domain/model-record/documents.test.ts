import { describe, expect, it, test } from 'vitest';
import { emptyFields, field, type RecordDocument } from '../../../../domain/model-record/document.js';
import { documentPage } from '../../../../web/documents/document-page.js';
import { documentText } from '../../../../domain/model-record/document-text.js';
import { fairnessDocument } from '../../../../domain/model-record/fairness-document.js';
import { recordFairnessPage } from '../../../../web/documents/fairness-page.js';
import { modelCard } from '../../../../domain/model-record/model-card.js';
import { transparencyRecord } from '../../../../domain/model-record/transparency-record.js';
import { exampleLessons, exampleRecord } from './record-example.js';

const record = exampleRecord({ notices: ['Real published data, simulated decisions.'] });
const transparency = transparencyRecord(record);
const fieldsOf = ({ sections }: RecordDocument): RecordDocument['sections'][number]['fields'] =>
  sections.flatMap(({ fields }) => fields);

/** Field numbers of the standard's template, version 3.0, tier 2. */
const numbered = [
  ...['1.1', '1.2', '1.3', '1.4'],
  ...['2.1', '2.2', '2.3', '2.4'],
  ...['3.1', '3.2', '3.3', '3.4', '3.5'],
  ...['4.1.1', '4.1.2', '4.1.3', '4.1.4', '4.1.5'],
  ...['4.2.1', '4.2.2', '4.2.3', '4.2.4', '4.2.5', '4.2.6', '4.2.7', '4.2.8'],
  ...['4.3.1', '4.3.2', '4.3.3', '4.3.4', '4.3.5', '4.3.6', '4.3.7', '4.3.8', '4.3.9'],
  ...['4.4.1', '4.4.2', '4.4.3', '4.4.4', '4.4.5'],
  ...['5.1', '5.2'],
];

describe('the transparency record', () => {
  it('answers every field of tiers 1 and 2', () => {
    const fields = fieldsOf(transparency);
    expect(new Set(fields.map(({ id }) => id))).toEqual(new Set(['', ...numbered]));
    expect(fields.filter(({ id }) => id === '').map(({ title }) => title)).toEqual([
      'Name',
      'Description',
      'Website URL',
      'Contact email',
    ]);
    expect(emptyFields(transparency)).toEqual([]);
  });

  it('gives performance by group, with an interval for each figure', () => {
    const groups = fieldsOf(transparency).find(({ title }) => title === 'Model performance by group')?.table;
    expect(groups?.rows.some(([name]) => name === 'Deprivation of the intake: Fifth with most deprivation')).toBe(true);
    expect(groups?.rows[0]?.[2]).toMatch(/^-?\d\.\d{3} \(-?\d\.\d{3} to -?\d\.\d{3}\)$/);
  });

  it('names every file by its content, the documents and the appeal', () => {
    const text = documentText(transparency);
    expect(text).toContain('a'.repeat(64));
    for (const { location } of Object.values(record.publication.documents)) expect(text).toContain(location);
    expect(text).toContain('3.5 Appeals and review');
  });

  it('says at the top that it is a demonstration, and that decisions are simulated', () => {
    expect(transparency.notices).toEqual([
      'Real published data, simulated decisions.',
      'Demonstration: no organisation has taken this tool into service.',
    ]);
  });

  it('highlights a field without content', () => {
    const publication = { ...record.publication, contactEmail: ' ' };
    expect(emptyFields(transparencyRecord({ ...record, publication }))).toEqual(['Contact email']);
  });
});

describe('the lessons of the year before', () => {
  const fieldOf = (document: RecordDocument): readonly string[] =>
    fieldsOf(document)
      .filter(({ title }) =>
        ['Starting point', 'Lessons', 'Lesson bounds', 'Lessons of the year before'].includes(title),
      )
      .flatMap(({ text }) => text);
  const lines = [
    'It starts from the lessons of 2023/24. It would repeat something, and is held.',
    'Stops the campaign: Primary schools: more came than was expected.',
    'Noted: Region, North East: referred more often.',
    'For information: Absence fell more where a hub had opened.',
  ];
  const taught = exampleRecord({ lessons: exampleLessons });

  it('are in the card with their bounds, and in the transparency record among the risks', () => {
    expect(fieldOf(modelCard(taught))).toEqual([
      ...lines,
      'lessons-1. The figures are in the learning report of 2023/24.',
    ]);
    expect(fieldOf(transparencyRecord(taught))).toEqual(lines);
  });

  it('are none beyond the bounds', () => {
    const calm = exampleRecord({ lessons: { ...exampleLessons, lessons: [] } });
    expect(fieldOf(modelCard(calm)).slice(0, 2)).toEqual([
      'It starts from the lessons of 2023/24. Nothing lies beyond the bounds.',
      'None.',
    ]);
  });

  it('are given as none where there is no report', () => {
    expect(fieldOf(modelCard(record))).toEqual([
      expect.stringContaining('a learning report: there was none of 2023/24'),
    ]);
    expect(fieldOf(transparency)).toEqual(fieldOf(modelCard(record)));
  });
});

describe('the model card', () => {
  const card = modelCard(record);

  it('gives purpose and limits of the model, coefficients, trials, groups, files and rules', () => {
    const text = documentText(card);
    for (const wanted of [
      'Purpose',
      'Not for',
      'Coefficients',
      'Trials',
      'By group, 2023/24',
      'Files',
      'Rules in force',
    ])
      expect(text).toContain(wanted);
    for (const note of record.model.notes) expect(fieldsOf(card).flatMap(({ text: lines }) => lines)).toContain(note);
    expect(emptyFields(card)).toEqual([]);
  });

  it('prints the coefficients as fitted', () => {
    const { coefficients } = record.model.phases.primary;
    expect(documentText(card)).toContain(coefficients.lastYear.toFixed(4));
  });
});

const small: RecordDocument = {
  title: 'A <record>',
  notices: ['Mind & note'],
  sections: [
    {
      title: 'One',
      fields: [
        { ...field('1.1', 'Rows', 'Words '.repeat(40).trim()), table: { columns: ['a', 'b'], rows: [['x<y', '1']] } },
      ],
    },
  ],
};

test('a model document as text has a title, lines that fit a terminal, and a table in columns', () => {
  const text = documentText(small);
  expect(text.startsWith('A <record>\n==========\n\nMind & note')).toBe(true);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(104);
  expect(text).toContain('  a    b\n  x<y  1');
  expect(text.replaceAll(/\s+/g, ' ').match(/Words/g)).toHaveLength(40);
});

test('a model document as a page escapes text, and its tables have headings for columns and rows', () => {
  const page = documentPage(small);
  expect(page).toContain('<h1>A &lt;record&gt;</h1>');
  expect(page).toContain('<th scope="col">a</th>');
  expect(page).toContain('<th scope="row">x&lt;y</th><td>1</td>');
  expect(page).not.toMatch(/<script|href=|src=/);
});

test('the fairness figures are the same in words and on the page, and both have the notices', () => {
  const words = documentText(fairnessDocument(record));
  const page = recordFairnessPage('model-202425-abc', record);
  const bias = record.fairness.years.at(-1)?.groups[0]?.measures?.bias.value.toFixed(3) ?? 'none';
  for (const shown of [words, page]) {
    expect(shown).toContain(bias);
    expect(shown).toContain('Real published data, simulated decisions.');
  }
  expect(page).toContain('model-202425-abc');
});
