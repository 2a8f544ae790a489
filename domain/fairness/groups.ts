import { regionCodes, regions, type AbsencePhase } from '../shared/phase.js';
import { type IntakeMeasure, type JudgedSchool } from './judged-school.js';

export const dimensions = [
  'all',
  'deprivation',
  'special-needs',
  'language',
  'size',
  'phase',
  'region',
  'rurality',
] as const;

/** By what schools are set against each other. Source: docs/sources/inspection-and-publication.md#equality. */
export type Dimension = (typeof dimensions)[number];

export const dimensionTitles: Readonly<Record<Dimension, string>> = {
  all: 'All schools',
  deprivation: 'Deprivation of the intake',
  'special-needs': 'Special educational needs',
  language: 'English as an additional language',
  size: 'Size of the school',
  phase: 'Phase',
  region: 'Region',
  rurality: 'Town or country',
};

/** Dimensions whose groups are fifths of an intake, and the measure that ranks them. */
export const fifthDimensions = {
  deprivation: 'deprivation',
  'special-needs': 'specialNeeds',
  language: 'language',
} as const satisfies Partial<Record<Dimension, IntakeMeasure>>;

interface Group {
  readonly name: string;
  readonly title: string;
}

const notKnown: Group = { name: 'not-known', title: 'Not known' };

const fifths = (what: string): readonly Group[] => [
  { name: '1', title: `Fifth with least ${what}` },
  { name: '2', title: 'Second fifth' },
  { name: '3', title: 'Middle fifth' },
  { name: '4', title: 'Fourth fifth' },
  { name: '5', title: `Fifth with most ${what}` },
  notKnown,
];

const sizeBands = [
  { name: 'under-100', title: 'Under 100 pupils', below: 100 },
  { name: '100-to-199', title: '100 to 199 pupils', below: 200 },
  { name: '200-to-399', title: '200 to 399 pupils', below: 400 },
  { name: '400-to-799', title: '400 to 799 pupils', below: 800 },
  { name: '800-and-over', title: '800 pupils and over', below: Infinity },
] as const;

const phaseTitles: Readonly<Record<AbsencePhase, string>> = {
  primary: 'Primary',
  secondary: 'Secondary and all-through',
  special: 'Special',
};

/** The groups of each dimension, in the order in which they are shown. */
export const groupsOf: Readonly<Record<Dimension, readonly Group[]>> = {
  all: [{ name: 'all', title: 'All schools' }],
  deprivation: fifths('deprivation'),
  'special-needs': fifths('special educational needs'),
  language: fifths('English as an additional language'),
  size: sizeBands.map(({ name, title }) => ({ name, title })),
  phase: Object.entries(phaseTitles).map(([name, title]) => ({ name, title })),
  region: regionCodes.map((name) => ({ name, title: regions[name] })),
  rurality: [{ name: 'urban', title: 'Town' }, { name: 'rural', title: 'Country' }, notKnown],
};

/** The group that a school belongs to. */
export function groupOf(dimension: Dimension, school: JudgedSchool): string {
  switch (dimension) {
    case 'all':
      return 'all';
    case 'deprivation':
    case 'special-needs':
    case 'language':
      return String(school.fifths[fifthDimensions[dimension]] ?? notKnown.name);
    case 'size':
      return sizeBands.find(({ below }) => school.enrolments < below)?.name ?? '800-and-over';
    case 'phase':
      return school.phase;
    case 'region':
      return school.regionCode;
    case 'rurality':
      return school.isRural === undefined ? notKnown.name : school.isRural ? 'rural' : 'urban';
  }
}
