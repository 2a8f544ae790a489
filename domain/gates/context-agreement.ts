import { type ContextMeasure } from '../baseline/context.js';
import { defineGate } from './gate.js';
import { type GateInput } from './types.js';

const shares: readonly ContextMeasure[] = [
  'freeMealsPercent',
  'freeMealsEverSixPercent',
  'englishAdditionalLanguagePercent',
  'specialNeedsSupportPercent',
  'educationHealthCarePlanPercent',
];

/** Some censuses write 0 where these are not known. */
const blankAsZero: ReadonlySet<ContextMeasure> = new Set(['freeMealsPercent', 'freeMealsEverSixPercent']);

const intakeChanged = defineGate({
  name: 'intake-changed',
  finds: ({ intakePoints }) => `a share of pupils moved by over ${intakePoints} points in a year`,
  why: 'another school’s intake',
  source: 'docs/sources/similar-schools.md#kind-of-school',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Check whose intake it is; release the draft when the school has changed this much.',
  reason: ({ context, contextBefore }, { intakePoints }) => {
    const isFar = shares.some((measure) => {
      const [now, before] = [context?.[measure], contextBefore?.[measure]];
      if (now === undefined || before === undefined) return false;
      const isBlank = blankAsZero.has(measure) && (now === 0 || before === 0);
      return !isBlank && Math.abs(now - before) > intakePoints;
    });
    return isFar ? 'The intake differs from the year before by more than schools change in a year.' : undefined;
  },
});

/** With a smaller difference the two columns cannot be distinguished, and it matters little which is which. */
const clearPoints = 6;

function needs({ context, contextBefore }: GateInput): readonly [number, number, number, number] | undefined {
  const plans = context?.educationHealthCarePlanPercent;
  const support = context?.specialNeedsSupportPercent;
  const plansBefore = contextBefore?.educationHealthCarePlanPercent;
  const supportBefore = contextBefore?.specialNeedsSupportPercent;
  return plans === undefined || support === undefined || plansBefore === undefined || supportBefore === undefined
    ? undefined
    : [plans, support, plansBefore, supportBefore];
}

const needsSwapped = defineGate({
  name: 'needs-swapped',
  finds: 'plans and support fit the year before better the other way round',
  why: 'columns E and K',
  source: 'docs/sources/data-formats.md#performance-tables',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Check which column holds plans and which support.',
  reason: (input) => {
    const figures = needs(input);
    if (figures === undefined) return undefined;
    const [plans, support, plansBefore, supportBefore] = figures;
    const asLabelled = Math.abs(plans - plansBefore) + Math.abs(support - supportBefore);
    const exchanged = Math.abs(plans - supportBefore) + Math.abs(support - plansBefore);
    return plans > support && asLabelled - exchanged > clearPoints
      ? 'Plans and support seem to have changed places against the year before.'
      : undefined;
  },
});

/** One school's intake against its own of the year before. */
export const contextAgreementGates = [intakeChanged, needsSwapped] as const;
