import { expect, it } from 'vitest';
import { type Establishment } from '../../../../domain/scope/types.js';
import { establishment, fires, reasonOf } from './sound-draft.js';

const funnel = { sameKind: 2, withinReach: 0, alikeInContext: 0, better: 0, clearlyBetter: 0 };

it('a draft may have an 80 per cent interval of at most six points', () => {
  expect(fires('interval-too-wide', { interval80: { low: 3, high: 9 } })).toBe(false);
  expect(fires('interval-too-wide', { interval80: { low: 3, high: 9.01 } })).toBe(true);
});

it('a draft without fair examples is reported with its own reason', () => {
  const similar = { kind: 'no-fair-example', code: 'isolated', reason: 'There are too few schools.', funnel } as const;
  expect(reasonOf('comparators-unfit', { similar })).toBe('No fair example. There are too few schools.');
});

it.each([
  ['secondary', 'unknown', true],
  ['secondary', 'non-selective', false],
  ['secondary', 'selective', false],
  ['primary', 'unknown', false],
] as const)('whether a %s school selects, where the register has %s', (phase, admissionsPolicy, isFound) => {
  const school: Establishment = { ...establishment, phase, admissionsPolicy };
  expect(fires('selectivity-unknown', { establishment: school })).toBe(isFound);
});
