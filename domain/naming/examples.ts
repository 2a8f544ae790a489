import {
  isNamed,
  type NamedExample,
  type ReportFacts,
  type SimilarFacts,
  type SimilarSchoolFacts,
  type UnnamedExample,
  type WhyUnnamed,
} from '../report/facts.js';
import { roundTo } from '../shared/rates.js';

/** Whether a report may name a school, and if not, why. */
export type NamingOf = (urn: string) => 'named' | WhyUnnamed;

export const nobodyNamed: NamingOf = () => 'not-agreed';

/** The examples as a report may show them: a school that may not be named keeps only what shows that it is similar. */
export function withNames(similar: SimilarFacts<NamedExample>, namingOf: NamingOf): SimilarFacts {
  if (similar.kind !== 'found') return similar;
  return {
    kind: 'found',
    schools: similar.schools.map((school) => {
      const naming = namingOf(school.urn);
      return naming === 'named' ? school : unnamed(school, naming);
    }),
  };
}

/** A line of a published file, or an exact rate, identifies a school as its name would, so both are removed. */
function unnamed({ attendancePercent, miles, alike, different }: NamedExample, why: WhyUnnamed): UnnamedExample {
  return {
    unnamed: why,
    attendancePercent: roundTo(attendancePercent, 1),
    miles: miles === undefined ? undefined : roundTo(miles, 0),
    alike,
    different,
  };
}

const schoolsOf = ({ similar }: ReportFacts): readonly SimilarSchoolFacts[] =>
  similar.kind === 'found' ? similar.schools : [];

export const namedExamples = (facts: ReportFacts): readonly NamedExample[] => schoolsOf(facts).filter(isNamed);

/** A stored version as it may be read now: a school that does not agree, or no longer agrees, is named in no version. */
export function asReadable(facts: ReportFacts, isAgreed: (urn: string) => boolean): ReportFacts {
  const { similar } = facts;
  if (similar.kind !== 'found' || namedExamples(facts).every(({ urn }) => isAgreed(urn))) return facts;
  return {
    ...facts,
    similar: {
      kind: 'found',
      schools: similar.schools.map((school) =>
        isNamed(school) && !isAgreed(school.urn) ? unnamed(school, 'no-longer') : school,
      ),
    },
  };
}

/**
 * Two versions that name the same examples: where one names a school and the other does not, neither does. What then differs comes from the
 * sources, not from who has since agreed to be named.
 */
export function namedAlike(one: ReportFacts, other: ReportFacts): readonly [ReportFacts, ReportFacts] {
  const [a, b] = [one.similar, other.similar];
  if (a.kind !== 'found' || b.kind !== 'found') return [one, other];
  const bare = (schools: readonly SimilarSchoolFacts[], theirs: readonly SimilarSchoolFacts[]): SimilarFacts => ({
    kind: 'found',
    schools: schools.map((school, index) => {
      const counterpart = theirs[index];
      if (!isNamed(school)) return { ...school, unnamed: 'not-agreed' };
      return counterpart && !isNamed(counterpart) ? unnamed(school, 'not-agreed') : school;
    }),
  });
  return [
    { ...one, similar: bare(a.schools, b.schools) },
    { ...other, similar: bare(b.schools, a.schools) },
  ];
}
