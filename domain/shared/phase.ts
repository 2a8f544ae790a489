/** Phase of education as the register names it; `special` and `other` are kept apart because they have no expectation. */
export type Phase =
  'primary' | 'middle-deemed-primary' | 'secondary' | 'middle-deemed-secondary' | 'all-through' | 'special' | 'other';

/** The three groups in which absence is published and modelled. */
export type AbsencePhase = 'primary' | 'secondary' | 'special';

/** An all-through school is published and judged with secondaries; source: pupil absence statistics, school type groups. */
export function absencePhase(phase: Phase): AbsencePhase | undefined {
  switch (phase) {
    case 'primary':
    case 'middle-deemed-primary':
      return 'primary';
    case 'secondary':
    case 'middle-deemed-secondary':
    case 'all-through':
      return 'secondary';
    case 'special':
      return 'special';
    case 'other':
      return undefined;
  }
}

/** Nine regions by the register's letter (GOR); names differ in spelling between files, so joins go by code. */
export const regions = {
  A: 'North East',
  B: 'North West',
  D: 'Yorkshire and the Humber',
  E: 'East Midlands',
  F: 'West Midlands',
  G: 'East of England',
  H: 'London',
  J: 'South East',
  K: 'South West',
} as const;

export type RegionCode = keyof typeof regions;

export const regionCodes = Object.keys(regions) as RegionCode[];

/** ONS code of each region, in the order of the letters; source: the department's attendance files. */
export const onsRegionCode: Readonly<Record<RegionCode, string>> = {
  A: 'E12000001',
  B: 'E12000002',
  D: 'E12000003',
  E: 'E12000004',
  F: 'E12000005',
  G: 'E12000006',
  H: 'E12000007',
  J: 'E12000008',
  K: 'E12000009',
};
