import { regions } from '../shared/phase.js';
import { shareOf, type Estimate } from './interval.js';
import { type LearnedSchool } from './learned-school.js';

/** How often something was true of the schools of a group. */
export interface GroupRate {
  readonly group: string;
  readonly schools: number;
  /** undefined for a group so small that its rate would reveal single schools. */
  readonly share?: Estimate;
}

export type GroupBy = (school: LearnedSchool) => string | undefined;

/** Fewer schools than this have no rate of their own. */
const leastSchools = 10;

export function ratesBy(
  schools: readonly LearnedSchool[],
  groupOf: GroupBy,
  isTrue: (school: LearnedSchool) => boolean,
): readonly GroupRate[] {
  const groups = new Map<string, LearnedSchool[]>();
  for (const school of schools) {
    const group = groupOf(school) ?? 'not known';
    groups.set(group, [...(groups.get(group) ?? []), school]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, members]) => ({
      group,
      schools: members.length,
      ...(members.length >= leastSchools && { share: shareOf(members.filter(isTrue).length, members.length) }),
    }));
}

const fifth = (value: number | undefined, first: string, last: string): string | undefined =>
  value === undefined ? undefined : `${value}${value === 1 ? ` (${first})` : value === 5 ? ` (${last})` : ''}`;

const sizeBands = [
  { below: 100, name: '1: under 100 pupils' },
  { below: 250, name: '2: 100 to 249' },
  { below: 500, name: '3: 250 to 499' },
  { below: 1000, name: '4: 500 to 999' },
];

/**
 * What rates are compared by; sources: docs/sources/inspection-and-publication.md#equality,
 * docs/sources/expectation.md#overrides-are-watched.
 */
export const groupings = {
  deprivation: ({ deprivationFifth }) => fifth(deprivationFifth, 'most deprived', 'least'),
  phase: ({ phase }) => phase,
  region: ({ regionCode }) => regions[regionCode],
  size: ({ enrolments }) => sizeBands.find(({ below }) => enrolments < below)?.name ?? '5: 1,000 and more',
  specialNeeds: ({ specialNeedsFifth }) => fifth(specialNeedsFifth, 'fewest', 'most'),
} as const satisfies Readonly<Record<string, GroupBy>>;

export type Grouping = keyof typeof groupings;
export const groupingNames = Object.keys(groupings) as Grouping[];
