import { expect, it } from 'vitest';
import { type Establishment } from '../../../../domain/scope/types.js';
import { establishment, fires, reasonOf } from './sound-draft.js';

const funnel = { sameKind: 2, withinReach: 0, alikeInContext: 0, better: 0, clearlyBetter: 0 };

it('an 80 per cent interval may be six points wide, and no wider', () => {
  expect(fires('interval-too-wide', { interval80: { low: 3, high: 9 } })).toBe(false);
  expect(fires('interval-too-wide', { interval80: { low: 3, high: 9.01 } })).toBe(true);
});

it('a school without fair examples is told with its own reason', () => {
  const similar = { kind: 'no-fair-example', code: 'isolated', reason: 'There are too few schools.', funnel } as const;
  expect(reasonOf('comparators-unfit', { similar })).toBe('No fair example. There are too few schools.');
});

it.each([
  ['secondary', 'unknown', true],
  ['secondary', 'non-selective', false],
  ['secondary', 'selective', false],
  ['primary', 'unknown', false],
] as const)('whether a %s school selects, where the register says %s', (phase, admissionsPolicy, isFound) => {
  const school: Establishment = { ...establishment, phase, admissionsPolicy };
  expect(fires('selectivity-unknown', { establishment: school })).toBe(isFound);
});
