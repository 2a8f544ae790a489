import { isSelective } from '../scope/traits.js';
import { defineGate } from './gate.js';

const intervalTooWide = defineGate({
  name: 'interval-too-wide',
  finds: ({ widestInterval80Points }) => `the 80% interval is over ${widestInterval80Points} points wide`,
  why: 'nothing can be asked',
  source: 'docs/sources/statistics.md#regression-to-the-mean',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Withhold the expectation, or set it by hand with the school.',
  reason: ({ interval80 }, { widestInterval80Points }) =>
    interval80 !== undefined && interval80.high - interval80.low > widestInterval80Points
      ? 'The expected level is too uncertain to ask anything of the school.'
      : undefined,
});

const comparatorsUnfit = defineGate({
  name: 'comparators-unfit',
  finds: 'no fair example',
  why: 'the report says why',
  source: 'docs/sources/similar-schools.md#what-went-wrong',
  severity: 'warns',
  owner: 'analyst',
  remedy: 'Nothing is needed: the report says that no fair example exists, and why.',
  reason: ({ similar }) => (similar?.kind === 'no-fair-example' ? `No fair example. ${similar.reason}` : undefined),
});

const selectivityUnknown = defineGate({
  name: 'selectivity-unknown',
  finds: 'the register does not say',
  why: 'compared with nobody',
  source: 'docs/sources/similar-schools.md#kind-of-school',
  severity: 'warns',
  owner: 'data-team',
  remedy: 'Ask the school or the register whether it selects by ability; until then it is compared with nobody.',
  reason: ({ establishment }) =>
    isSelective(establishment) === undefined
      ? 'The register does not say whether this school selects its pupils.'
      : undefined,
});

/** Whether the draft itself can be relied on. */
export const draftFitnessGates = [intervalTooWide, comparatorsUnfit, selectivityUnknown] as const;
