import { naturalLogarithm } from './logarithm.js';

/** School context known before the year begins. Percentages of pupils, except where the name says otherwise. */
export type ContextMeasure =
  | 'freeMealsPercent'
  | 'freeMealsEverSixPercent'
  | 'educationHealthCarePlanPercent'
  | 'specialNeedsSupportPercent'
  | 'englishAdditionalLanguagePercent'
  | 'deprivationIndex'
  | 'polar4Quintile'
  | 'stabilityPercent'
  | 'roll';

export type SchoolContext = Readonly<Partial<Record<ContextMeasure, number>>>;

/** Which measures a source carries, in the order of the coordinates. Sources differ, the code does not. */
export interface ContextSource {
  readonly name: string;
  readonly measures: readonly ContextMeasure[];
}

/** The January census as in the performance tables; the columns of the reference (docs/sources/statistics.md#formulas-of-the-reference). */
export const censusContext: ContextSource = {
  name: 'January census, performance tables',
  measures: [
    'freeMealsPercent',
    'freeMealsEverSixPercent',
    'educationHealthCarePlanPercent',
    'specialNeedsSupportPercent',
    'englishAdditionalLanguagePercent',
    'roll',
  ],
};

/** The department's similar-schools characteristics; pupil premium takes the place of free meals in the last six years, which it follows closely. */
export const similarSchoolsContext: ContextSource = {
  name: 'Similar schools characteristics',
  measures: [
    'freeMealsEverSixPercent',
    'englishAdditionalLanguagePercent',
    'specialNeedsSupportPercent',
    'educationHealthCarePlanPercent',
    'deprivationIndex',
    'polar4Quintile',
    'stabilityPercent',
    'roll',
  ],
};

const deprivationMeasures = ['freeMealsPercent', 'freeMealsEverSixPercent', 'deprivationIndex'] as const;

/** The measure that says how deprived a school's intake is: free meals now, else in the last six years, else the index. */
export const deprivationMeasure = ({ measures }: ContextSource): ContextMeasure | undefined =>
  deprivationMeasures.find((measure) => measures.includes(measure));

/** Pupils on roll per enrolment of compulsory age, where a census has no roll; source: the reference script. */
const rollPerEnrolment = 1.1;
const smallestRoll = 5;

/** One coordinate before standardising: the roll enters as its logarithm, because size counts by ratio. undefined when not known. */
export function coordinate(
  measure: ContextMeasure,
  context: SchoolContext,
  enrolments: number | undefined,
): number | undefined {
  const value = context[measure];
  if (measure !== 'roll') return value;
  const roll = value ?? (enrolments === undefined ? undefined : enrolments * rollPerEnrolment);
  return roll === undefined ? undefined : naturalLogarithm(Math.max(smallestRoll, roll));
}
