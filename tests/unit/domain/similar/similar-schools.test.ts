import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { censusContext } from '../../../../domain/baseline/context.js';
import { gridPosition, milesFromMetres } from '../../../../domain/similar/distance.js';
import { governanceClass, withGovernanceMix } from '../../../../domain/similar/governance.js';
import { defaultSimilarRules } from '../../../../domain/similar/rules.js';
import { similarSchools } from '../../../../domain/similar/similar-schools.js';
import { type ComparableSchool, type GovernanceClass, type SimilarResult } from '../../../../domain/similar/types.js';

const terms = { rules: defaultSimilarRules, contextSource: censusContext };
const context = {
  freeMealsPercent: 20,
  freeMealsEverSixPercent: 25,
  educationHealthCarePlanPercent: 3,
  specialNeedsSupportPercent: 13,
  englishAdditionalLanguagePercent: 20,
  roll: 900,
};

const school = (index: number, change: Partial<ComparableSchool> = {}): ComparableSchool => ({
  urn: String(900_000 + index),
  absencePhase: 'secondary',
  phase: 'secondary',
  isSelective: false,
  areaSelectivity: 'none',
  gender: 'mixed',
  regionCode: 'A',
  isRural: false,
  position: { easting: 400_000 + 1000 * index, northing: 500_000 },
  governance: 'maintained',
  enrolments: 900,
  attendancePercent: 94,
  context,
  contextCoordinates: [0.05 * index, 0, 0, 0, 0, 0],
  ...change,
});

const target = school(0, { attendancePercent: 90 });
const better = (count: number, change: Partial<ComparableSchool> = {}): ComparableSchool[] =>
  Array.from({ length: count }, (_, index) => school(index + 1, change));
const found = (result: SimilarResult): Extract<SimilarResult, { kind: 'found' }> => {
  if (result.kind !== 'found') throw new Error(`No fair example: ${result.code}`);
  return result;
};
const codeOf = (result: SimilarResult): string => (result.kind === 'found' ? 'found' : result.code);

/** Dossier §9 rows 3 to 5. */
describe('fair examples', () => {
  it('are the nearest in context, at most five, nearest first', () => {
    const { examples } = found(similarSchools(target, better(8).reverse(), terms));
    expect(examples.map(({ urn }) => urn)).toEqual(['900001', '900002', '900003', '900004', '900005']);
  });

  it.each([
    ['phase', { phase: 'all-through' }],
    ['own selectivity', { isSelective: true }],
    ['own selectivity, unknown', { isSelective: undefined }],
    ['the area’s selectivity', { areaSelectivity: 'highly-selective' }],
    ['the area’s selectivity, unknown', { areaSelectivity: 'unknown' }],
    ['gender', { gender: 'girls' }],
    ['region', { regionCode: 'B' }],
  ] as const)('differ never in %s', (_, change) => {
    expect(codeOf(similarSchools(target, better(8, change), terms))).toBe('rare-kind');
  });

  it.each([
    ['its own selectivity', { isSelective: undefined }, 'selectivity-unknown'],
    ['its area’s selectivity', { areaSelectivity: 'unknown' }, 'area-selectivity-unknown'],
    ['its place', { position: undefined }, 'position-unknown'],
    ['its intake', { contextCoordinates: undefined }, 'context-unknown'],
  ] as const)('are not sought for a school that does not know %s', (_, change, code) => {
    const same = { ...target, ...change };
    expect(codeOf(similarSchools(same, better(8, change), terms))).toBe(code);
  });

  it('fewer than three are none', () => {
    expect(codeOf(similarSchools(target, better(2), terms))).toBe('rare-kind');
    expect(codeOf(similarSchools(target, better(3), terms))).toBe('found');
  });

  it('the travel cap widens by its steps and stops at the widest', () => {
    const at = (kilometres: number): ComparableSchool[] =>
      better(4, { position: { easting: 400_000 + 1000 * kilometres, northing: 500_000 } });
    expect(found(similarSchools(target, at(19), terms)).travelCapKilometres).toBe(20);
    expect(found(similarSchools(target, at(39), terms)).travelCapKilometres).toBe(40);
    expect(found(similarSchools(target, at(79), terms)).travelCapKilometres).toBe(80);
    expect(codeOf(similarSchools(target, at(81), terms))).toBe('isolated');
  });

  it('a rural school starts at the second step and ends at the same widest', () => {
    const at = (kilometres: number): ComparableSchool[] =>
      better(4, { position: { easting: 400_000 + 1000 * kilometres, northing: 500_000 } });
    const rural = { ...target, isRural: true };
    expect(found(similarSchools(rural, at(5), terms)).travelCapKilometres).toBe(40);
    expect(codeOf(similarSchools(rural, at(81), terms))).toBe('isolated');
  });

  it('a primary’s caps are shorter', () => {
    const primary = { absencePhase: 'primary', phase: 'primary' } as const;
    const at = better(4, { ...primary, position: { easting: 441_000, northing: 500_000 } });
    expect(codeOf(similarSchools({ ...target, ...primary }, at, terms))).toBe('isolated');
  });

  it('an unlike intake is no example, however near', () => {
    const unlike = better(5, { contextCoordinates: [2.1, 0, 0, 0, 0, 0] });
    expect(codeOf(similarSchools(target, unlike, terms))).toBe('unlike-neighbours');
    expect(codeOf(similarSchools(target, better(5, { contextCoordinates: [1.9, 0, 0, 0, 0, 0] }), terms))).toBe(
      'found',
    );
  });

  it('a source with more measures leaves as much room to each', () => {
    const measures = Array.from({ length: 24 }, () => 0);
    const wide = { ...target, contextCoordinates: measures };
    const at = (place: number): ComparableSchool[] => better(5, { contextCoordinates: [place, ...measures.slice(1)] });
    expect(codeOf(similarSchools(wide, at(3.9), terms))).toBe('found');
    expect(codeOf(similarSchools(wide, at(4.1), terms))).toBe('unlike-neighbours');
  });

  it('better means by more than the noise of both, and a small school’s noise is larger', () => {
    const slightly = 90.25;
    expect(codeOf(similarSchools(target, better(5, { attendancePercent: slightly }), terms))).toBe('found');
    const small = better(5, { attendancePercent: slightly, enrolments: 40 });
    expect(codeOf(similarSchools(target, small, terms))).toBe('among-the-best');
  });

  it('a school is among the best only when hardly any like it was clearly better', () => {
    const worse = better(12, { attendancePercent: 88 });
    const few = worse.map((one, index) => (index < 2 ? { ...one, attendancePercent: 94 } : one));
    expect(codeOf(similarSchools(target, few, terms))).toBe('among-the-best');
    expect(codeOf(similarSchools(target, few.slice(0, 4), terms))).toBe('few-clearly-better');
  });

  it('a stand-alone academy is not shown only schools of large trusts', () => {
    const alone = { ...target, governance: 'stand-alone' } as const;
    const trusts = better(6, { governance: 'large-trust' });
    expect(codeOf(similarSchools(alone, trusts, terms))).toBe('governance-mix');
    const mixed = [...trusts, school(7, { governance: 'stand-alone' }), school(8, { governance: 'maintained' })];
    const { examples } = found(similarSchools(alone, mixed, terms));
    expect(examples.map(({ urn }) => urn)).toEqual(['900001', '900002', '900007', '900008']);
  });

  it('the cap widens rather than break the mix of governance', () => {
    const far = { easting: 430_000, northing: 500_000 };
    const own = better(3, { governance: 'maintained', position: far });
    const trusts = Array.from({ length: 5 }, (_, index) =>
      school(index + 10, { governance: 'large-trust', position: { easting: 401_000, northing: 500_000 } }),
    );
    expect(found(similarSchools(target, [...own, ...trusts], terms)).travelCapKilometres).toBe(40);
  });

  it('each pair explains itself', () => {
    const other = school(1, {
      context: { ...context, freeMealsPercent: 31 },
      contextCoordinates: [1.2, 0, 0, 0, 0, 0],
      governance: 'large-trust',
      isRural: true,
      position: { easting: 403_000, northing: 504_000 },
    });
    const [example] = found(similarSchools(target, [other, ...better(4).slice(1)], terms)).examples.filter(
      ({ urn }) => urn === '900001',
    );
    expect(example?.different).toEqual([
      'pupils eligible for free school meals',
      'who runs the school',
      'town or country',
    ]);
    expect(example?.alike).toContain('number of pupils');
    expect(example?.straightLineMiles).toBeCloseTo(5000 / 1609.344, 6);
    expect(example?.roadLikeMiles).toBeCloseTo((1.3 * 5000) / 1609.344, 6);
    expect(example?.betterByPoints).toBe(4);
    expect(example?.measures[0]).toEqual({ measure: 'freeMealsPercent', own: 20, theirs: 31, likeness: 'different' });
  });

  it('does not depend on the order of the candidates, and never names the school itself', () => {
    const anySchool = fc.record({
      index: fc.integer({ min: 1, max: 60 }),
      attendance: fc.double({ min: 85, max: 97, noNaN: true }),
      place: fc.double({ min: -3, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(anySchool, { selector: ({ index }) => index, maxLength: 40 }), (list) => {
        const candidates = list.map(({ index, attendance, place }) =>
          school(index, { attendancePercent: attendance, contextCoordinates: [place, 0, 0, 0, 0, 0] }),
        );
        const result = similarSchools(target, [target, ...candidates], terms);
        expect(similarSchools(target, [...candidates].reverse(), terms)).toEqual(result);
        if (result.kind === 'found') expect(result.examples.map(({ urn }) => urn)).not.toContain(target.urn);
      }),
    );
  });
});

describe('the mix of governance', () => {
  const classes = fc.constantFrom<GovernanceClass>('maintained', 'stand-alone', 'small-trust', 'large-trust');

  it('is at least half of the school’s own family, nearest first, or nothing', () => {
    fc.assert(
      fc.property(classes, fc.array(classes, { maxLength: 15 }), (own, list) => {
        const candidates = list.map((governance, place) => ({ governance, place }));
        const isOne = (governance: GovernanceClass): boolean =>
          governance === 'maintained' || governance === 'stand-alone';
        const picked = withGovernanceMix(own, candidates, { minimum: 3, maximum: 5, share: 0.5 });
        const same = picked.filter(({ governance }) => isOne(governance) === isOne(own)).length;
        if (picked.length > 0) {
          expect(picked.length).toBeGreaterThanOrEqual(3);
          expect(picked.length).toBeLessThanOrEqual(5);
          expect(same * 2).toBeGreaterThanOrEqual(picked.length);
        } else expect(list.filter((one) => isOne(one) === isOne(own)).length < 2 || list.length < 3).toBe(true);
      }),
    );
  });

  it('asks nothing of a school whose own governance is not known', () => {
    const trusts = [1, 2, 3].map(() => ({ governance: 'large-trust' as const }));
    expect(withGovernanceMix('unknown', trusts, { minimum: 3, maximum: 5, share: 0.5 })).toHaveLength(3);
  });

  it.each([
    ['01', 'not-applicable', undefined, 'maintained'],
    ['05', 'supported-by-trust', undefined, 'maintained'],
    ['34', 'single-academy', 1, 'stand-alone'],
    ['28', 'multi-academy', 1, 'stand-alone'],
    ['28', 'multi-academy', 5, 'small-trust'],
    ['35', 'multi-academy', 6, 'large-trust'],
    ['34', 'multi-academy', undefined, 'large-trust'],
    ['34', 'none', undefined, 'unknown'],
  ] as const)('type %s, trust flag %s, %s schools in the trust: %s', (typeCode, trustFlag, trustSchools, expected) => {
    expect(governanceClass({ typeCode, trustFlag }, trustSchools)).toBe(expected);
  });
});

describe('places', () => {
  it.each([
    [0, 400_000],
    [400_000, 0],
    [undefined, 400_000],
    [800_000, 400_000],
    [400_000, 1_300_000],
  ])('%s, %s is no place', (easting, northing) => {
    expect(gridPosition(easting, northing)).toBeUndefined();
  });

  it('a mile has 1,609.344 metres', () => {
    expect(milesFromMetres(1609.344)).toBe(1);
    expect(gridPosition(1, 1)).toEqual({ easting: 1, northing: 1 });
  });
});
