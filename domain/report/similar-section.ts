import { exampleKey, isNamed, type ReportFacts, type SimilarSchoolFacts, type WhyUnnamed } from './facts.js';
import { type Figure } from './figures.js';
import { type Cell, type Section, type SectionContext } from './section.js';

/** Who does better in like circumstances, why each is alike, and how far away it is. */
export function similarSection({ similar }: ReportFacts, { figures, version }: SectionContext): Section {
  const title = 'Similar schools with higher attendance';
  if (similar.kind === 'no-fair-example')
    return { id: 'similar', title, paragraphs: ['No school is named as an example.', similar.reason] };
  const { contacts = {} } = version;
  const hasContacts = similar.schools.some((school) => contactOf(school, contacts) !== undefined);
  return {
    id: 'similar',
    title,
    paragraphs: [
      'They have the same phase, way of admitting pupils and kind of area, lie within reach, and had clearly higher attendance last year.',
      'Miles are an estimate of the way by road: the straight line times 1.3.',
      'A school is named only if it has agreed to be an example, and it is never told in whose report.',
    ],
    table: {
      caption: 'Similar schools',
      columns: [
        'School',
        'Attendance',
        'Miles by road',
        'Alike in',
        'Different in',
        ...(hasContacts ? ['How to get in touch'] : []),
      ],
      rows: similar.schools.map((school, index) => ({
        head: headOf(school, index),
        cells: [
          ...cellsOf(school, exampleKey(school, index), figures),
          ...(hasContacts ? [{ text: contactOf(school, contacts) ?? 'not given' }] : []),
        ],
      })),
    },
  };
}

const whyUnnamed: Readonly<Record<WhyUnnamed, string>> = {
  'not-agreed': 'it has not agreed to be named',
  'in-enough-reports': 'it is named in as many reports as it may be',
  'no-longer': 'it is named no longer',
};

const headOf = (school: SimilarSchoolFacts, index: number): string =>
  isNamed(school)
    ? `${school.name} (${school.urn})`
    : `Example ${index + 1}: a school like yours (${whyUnnamed[school.unnamed]})`;

const contactOf = (school: SimilarSchoolFacts, contacts: Readonly<Record<string, string>>): string | undefined =>
  isNamed(school) ? contacts[school.urn] : undefined;

function cellsOf({ alike, different }: SimilarSchoolFacts, key: string, figures: readonly Figure[]): readonly Cell[] {
  const cell = (measure: string): Cell => {
    const figure = figures.find((one) => one.key === `${measure} ${key}`);
    return figure ? { figure } : { text: 'not known' };
  };
  return [
    cell('similar-attendance'),
    cell('similar-miles'),
    { text: alike.join('; ') },
    { text: different.length === 0 ? 'nothing that was looked at' : different.join('; ') },
  ];
}
