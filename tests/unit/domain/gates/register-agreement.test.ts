import { describe, expect, it } from 'vitest';
import { type Establishment } from '../../../../domain/scope/types.js';
import { establishment, fires, without } from './sound-draft.js';

type Policy = Establishment['admissionsPolicy'];
const secondary = (admissionsPolicy: Policy): Establishment => ({
  ...establishment,
  phase: 'secondary',
  admissionsPolicy,
});

describe('a change of the grammar flag', () => {
  it.each([
    ['selective', 'non-selective', true],
    ['selective', 'unknown', true],
    ['non-selective', 'selective', true],
    ['unknown', 'selective', false],
    ['non-selective', 'unknown', false],
    ['selective', 'selective', false],
    ['non-selective', 'non-selective', false],
  ] as const)('from %s to %s', (then, now, isFound) => {
    const change = { establishment: secondary(now), establishmentBefore: secondary(then) };
    expect(fires('selectivity-changed', change)).toBe(isFound);
  });

  it('is not checked for a school that no earlier register has', () => {
    expect(fires('selectivity-changed', { establishment: secondary('selective') })).toBe(false);
  });
});

describe('a change of the year groups', () => {
  const ages = (lowAge?: number, highAge?: number): Establishment => ({
    ...without(without(establishment, 'lowAge'), 'highAge'),
    ...(lowAge !== undefined && { lowAge }),
    ...(highAge !== undefined && { highAge }),
  });

  it.each([
    ['a nursery class', ages(5, 11), ages(3, 11), false],
    ['a sixth form', ages(11, 16), ages(11, 18), false],
    ['an end at 7 written as 8', ages(4, 7), ages(4, 8), false],
    ['ages that were not given before', ages(), ages(4, 7), false],
    ['ages that are not given now', ages(4, 7), ages(), false],
    ['juniors', ages(4, 7), ages(4, 11), true],
    ['infants', ages(7, 11), ages(3, 11), true],
    ['years 7 and 8', ages(5, 9), ages(9, 13), true],
    ['primary years', ages(11, 18), ages(4, 18), true],
  ])('by %s', (_, then, now, isFound) => {
    expect(fires('year-groups-changed', { establishment: now, establishmentBefore: then })).toBe(isFound);
  });
});

describe('the location in the register', () => {
  const at = (easting: number, northing: number): Establishment => ({ ...establishment, easting, northing });
  const somewhere = at(450_000, 350_000);
  const half = [without(somewhere, 'northing'), without(somewhere, 'easting')];

  it.each([
    ['is nowhere', establishment],
    ['has no easting', at(0, 350_000)],
    ['has no northing', at(450_000, 0)],
    ['has one coordinate', without(somewhere, 'northing')],
    ['has the other coordinate', without(somewhere, 'easting')],
  ])('that %s now, and was known before, is reported as lost', (_, now) => {
    expect(fires('place-missing', { establishment: now, establishmentBefore: somewhere })).toBe(true);
    expect(fires('place-moved', { establishment: now, establishmentBefore: somewhere })).toBe(false);
  });

  it('that is known, or never was, is not reported', () => {
    expect(fires('place-missing', { establishment: somewhere, establishmentBefore: somewhere })).toBe(false);
    expect(fires('place-missing', { establishment, establishmentBefore: establishment })).toBe(false);
    expect(fires('place-missing', { establishment })).toBe(false);
    for (const part of half) expect(fires('place-missing', { establishment, establishmentBefore: part })).toBe(false);
  });

  it.each([
    ['ten kilometres east', at(460_000, 350_000), false],
    ['further east', at(460_001, 350_000), true],
    ['further west', at(439_999, 350_000), true],
    ['ten kilometres north', at(450_000, 360_000), false],
    ['further north', at(450_000, 360_001), true],
    ['further south', at(450_000, 339_999), true],
    ['six kilometres west and eight south', at(444_000, 342_000), false],
    ['that and a metre more', at(443_999, 342_000), true],
  ])('may move by at most ten kilometres: %s', (_, now, isFound) => {
    expect(fires('place-moved', { establishment: now, establishmentBefore: somewhere })).toBe(isFound);
  });

  it('has not moved where one of the two registers lacks it', () => {
    const far = at(100_000, 100_000);
    expect(fires('place-moved', { establishment: far })).toBe(false);
    for (const part of [establishment, ...half])
      expect(fires('place-moved', { establishment: far, establishmentBefore: part })).toBe(false);
  });

  it('may be at most three times as far from the centre of the authority as nearly all its schools', () => {
    expect(fires('place-outside-area', { place: { metres: 30_000, usualMetres: 10_000 } })).toBe(false);
    expect(fires('place-outside-area', { place: { metres: 30_001, usualMetres: 10_000 } })).toBe(true);
  });
});
