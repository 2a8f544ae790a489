import { type ComparableSchool } from './types.js';

const yearGroups = (school: ComparableSchool): string => `year groups ${school.yearGroups}`;

/**
 * Hard rules: what two schools must share before any distance is taken. Source: docs/sources/similar-schools.md#kind-of-school. The
 * register's phase and not the group of the statistics: an all-through school has primary pupils, so compared with a secondary it only
 * seems better.
 * Infants are absent more and juniors less than pupils of the same context, by half a point, so the year groups taught are one of the rules. A
 * school with too few of its own year groups within reach sees schools that share some of them, and each such example says so.
 */
const sharedTraits: readonly ((school: ComparableSchool) => string)[] = [
  (school) => school.phase,
  yearGroups,
  (school) => `selective ${school.isSelective ?? 'unknown'}`,
  (school) => `area ${school.areaSelectivity}`,
  (school) => school.regionCode,
];

/** Two schools are of one kind, apart from their year groups, when these keys are equal. */
export const kindOfAnyYears = (school: ComparableSchool): string =>
  [...sharedTraits.filter((trait) => trait !== yearGroups).map((trait) => trait(school)), school.gender].join(' · ');

/** Two schools are of one kind, apart from whom they teach, when these keys are equal. */
export const kindOfAnyGender = (school: ComparableSchool): string =>
  sharedTraits.map((trait) => trait(school)).join(' · ');

/** Two schools are of one kind when their keys are equal. */
export const kindOf = (school: ComparableSchool): string => `${kindOfAnyGender(school)} · ${school.gender}`;

/**
 * Single-sex schools have higher attendance than mixed ones of the same context (0.3 to 0.4 points in 2016/17), so a mixed school never
 * sees one. A single-sex school that has too few examples of its own sex may see the others of its kind: they have no such advantage over it.
 */
export const mayCrossGender = ({ gender }: ComparableSchool): boolean => gender === 'girls' || gender === 'boys';
