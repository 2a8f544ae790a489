import { type ReportFacts, type SimilarSchoolFacts } from './facts.js';
import { type Figure } from './figures.js';
import { type Cell, type Section, type SectionContext } from './section.js';

/** Who does better in like circumstances, why each is alike, and how far away it is. */
export function similarSection({ similar }: ReportFacts, { figures }: SectionContext): Section {
  const title = 'Similar schools with higher attendance';
  if (similar.kind === 'no-fair-example')
    return { id: 'similar', title, paragraphs: ['No school is named as an example.', similar.reason] };
  return {
    id: 'similar',
    title,
    paragraphs: [
      'They have the same phase, way of admitting pupils and kind of area, lie within reach, and had clearly higher attendance last year.',
      'Miles are an estimate of the way by road: the straight line times 1.3.',
    ],
    table: {
      caption: 'Similar schools',
      columns: ['School', 'Attendance', 'Miles by road', 'Alike in', 'Different in'],
      rows: similar.schools.map((school) => ({
        head: `${school.name} (${school.urn})`,
        cells: cellsOf(school, figures),
      })),
    },
  };
}

function cellsOf({ urn, alike, different }: SimilarSchoolFacts, figures: readonly Figure[]): readonly Cell[] {
  const cell = (key: string): Cell => {
    const figure = figures.find((one) => one.key === key);
    return figure ? { figure } : { text: 'not known' };
  };
  return [
    cell(`similar-attendance ${urn}`),
    cell(`similar-miles ${urn}`),
    { text: alike.join('; ') },
    { text: different.length === 0 ? 'nothing that was looked at' : different.join('; ') },
  ];
}
