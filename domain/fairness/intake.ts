import { type ContextMeasure, type ContextSource, type SchoolContext } from '../baseline/context.js';
import { type SchoolHistory } from '../baseline/types.js';
import { type IntakeMeasure } from './judged-school.js';

/** Which columns rank the intakes; stored with the check, so that a reader knows what a fifth is a fifth of. */
export type IntakeChoice = Readonly<Record<IntakeMeasure, readonly ContextMeasure[]>>;

const deprivation: readonly ContextMeasure[] = ['deprivationIndex', 'freeMealsPercent', 'freeMealsEverSixPercent'];

/** The best measure of each intake that the source carries: the deprivation of the pupils' homes where it is known, else free meals. */
export function intakeChoice({ measures }: ContextSource): IntakeChoice {
  const best = deprivation.find((measure) => measures.includes(measure));
  return {
    deprivation: best === undefined ? [] : [best],
    specialNeeds: (['educationHealthCarePlanPercent', 'specialNeedsSupportPercent'] as const).filter((measure) =>
      measures.includes(measure),
    ),
    language: (['englishAdditionalLanguagePercent'] as const).filter((measure) => measures.includes(measure)),
  };
}

type ValueOf = (school: SchoolHistory) => number | undefined;

/** The value that ranks a school for each intake: the sum of its columns; undefined where one of them is missing. */
export const intakeValues = (choice: IntakeChoice): Readonly<Record<IntakeMeasure, ValueOf>> => ({
  deprivation: ({ context }) => sumOf(context, choice.deprivation),
  specialNeeds: ({ context }) => sumOf(context, choice.specialNeeds),
  language: ({ context }) => sumOf(context, choice.language),
});

function sumOf(context: SchoolContext, measures: readonly ContextMeasure[]): number | undefined {
  if (measures.length === 0) return undefined;
  let sum = 0;
  for (const measure of measures) {
    const value = context[measure];
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}
