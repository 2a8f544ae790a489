import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ContextMeasure } from '../../../../domain/baseline/context.js';
import { similarForAll } from '../../../../domain/similar/similar-schools.js';
import { type ComparableSchool } from '../../../../domain/similar/types.js';
import { better, codeOf, evenTerms, found, school, similarSchools, target, terms, urnsOf } from './schools.js';

/** Source: docs/sources/similar-schools.md#what-went-wrong. */
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
    ['gender, unknown', { gender: 'unknown' }],
    ['region', { regionCode: 'B' }],
  ] as const)('never differ in %s', (_, change) => {
    expect(codeOf(similarSchools(target, better(8, change), terms))).toBe('rare-kind');
  });

  it.each([
    ['its own selectivity', { isSelective: undefined }, 'selectivity-unknown'],
    ['its area’s selectivity', { areaSelectivity: 'unknown' }, 'area-selectivity-unknown'],
    ['its place', { position: undefined }, 'position-unknown'],
    ['its intake', { contextCoordinates: undefined }, 'context-unknown'],
  ] as const)('are not searched for when a school does not know %s', (_, change, code) => {
    const same = { ...target, ...change };
    expect(codeOf(similarSchools(same, better(8, change), terms))).toBe(code);
  });

  it('are none when there are fewer than three', () => {
    expect(codeOf(similarSchools(target, better(2), terms))).toBe('rare-kind');
    expect(codeOf(similarSchools(target, better(3), terms))).toBe('found');
  });

  it('are within a travel cap that widens by its steps and stops at the widest', () => {
    const at = (kilometres: number): ComparableSchool[] =>
      better(4, { position: { easting: 400_000 + 1000 * kilometres, northing: 500_000 } });
    expect(found(similarSchools(target, at(19), terms)).travelCapKilometres).toBe(20);
    expect(found(similarSchools(target, at(39), terms)).travelCapKilometres).toBe(40);
    expect(found(similarSchools(target, at(79), terms)).travelCapKilometres).toBe(80);
    expect(codeOf(similarSchools(target, at(81), terms))).toBe('isolated');
  });

  it('for a rural school start at the second step and end at the same widest cap', () => {
    const at = (kilometres: number): ComparableSchool[] =>
      better(4, { position: { easting: 400_000 + 1000 * kilometres, northing: 500_000 } });
    const rural = { ...target, isRural: true };
    expect(found(similarSchools(rural, at(5), terms)).travelCapKilometres).toBe(40);
    expect(codeOf(similarSchools(rural, at(81), terms))).toBe('isolated');
  });

  it('for a primary have shorter caps', () => {
    const primary = { absencePhase: 'primary', phase: 'primary' } as const;
    const at = better(4, { ...primary, position: { easting: 441_000, northing: 500_000 } });
    expect(codeOf(similarSchools({ ...target, ...primary }, at, terms))).toBe('isolated');
  });

  it('exclude an unlike intake, however near', () => {
    const unlike = better(5, { contextCoordinates: [2.0001, 0, 0, 0, 0, 0] });
    expect(codeOf(similarSchools(target, unlike, terms))).toBe('unlike-neighbours');
    expect(codeOf(similarSchools(target, better(5, { contextCoordinates: [2, 0, 0, 0, 0, 0] }), terms))).toBe('found');
  });

  it('leave each measure as much room in a source with more measures', () => {
    const measures = Array.from({ length: 24 }, () => 0);
    const wideTerms = evenTerms(Array.from({ length: 24 }, (): ContextMeasure => 'roll'));
    const wide = { ...target, contextCoordinates: measures };
    const at = (place: number): ComparableSchool[] => better(5, { contextCoordinates: [place, ...measures.slice(1)] });
    expect(codeOf(similarSchools(wide, at(4), wideTerms))).toBe('found');
    expect(codeOf(similarSchools(wide, at(4.0001), wideTerms))).toBe('unlike-neighbours');
  });

  it('are better by more than the noise of both, and a small school’s noise is larger', () => {
    const slightly = 90.25;
    expect(codeOf(similarSchools(target, better(5, { attendancePercent: slightly }), terms))).toBe('found');
    const small = better(5, { attendancePercent: slightly, enrolments: 40 });
    expect(codeOf(similarSchools(target, small, terms))).toBe('few-clearly-better');
  });

  it('are not given to a school among the best, of whose group at most a quarter was better at all', () => {
    const worse = (count: number): ComparableSchool[] =>
      better(count + 2).map((one, index) => (index < 2 ? one : { ...one, attendancePercent: 88 }));
    expect(codeOf(similarSchools(target, worse(6), terms))).toBe('among-the-best');
    expect(codeOf(similarSchools(target, worse(5), terms))).toBe('few-clearly-better');
    const equal = better(8, { attendancePercent: 90 });
    expect(codeOf(similarSchools(target, equal, terms))).toBe('among-the-best');
  });

  it('are none where more of the group were better but none beyond chance, with that reason', () => {
    const slightly = better(8, { attendancePercent: 90.1 });
    expect(codeOf(similarSchools(target, slightly, terms))).toBe('few-clearly-better');
  });

  it('exclude a school with one lucky year', () => {
    const steady = { ...target, yearBeforePercent: 90 };
    expect(codeOf(similarSchools(steady, better(5, { yearBeforePercent: 86 }), terms))).toBe('few-clearly-better');
    expect(codeOf(similarSchools(steady, better(5, { yearBeforePercent: 87 }), terms))).toBe('found');
  });

  it('exclude a school with a good year long ago', () => {
    const steady = { ...target, yearBeforePercent: 90 };
    const fallen = better(5, { attendancePercent: 90.1, yearBeforePercent: 97 });
    expect(codeOf(similarSchools(steady, fallen, terms))).toBe('few-clearly-better');
  });

  it('come with a funnel of the schools that each rule left, without the school itself', () => {
    const far = school(20, { position: { easting: 500_000, northing: 500_000 } });
    const nowhere = school(21, { position: undefined });
    const unlike = school(22, { contextCoordinates: [3, 0, 0, 0, 0, 0] });
    const hardlyBetter = school(23, { attendancePercent: 90.01 });
    const worse = school(24, { attendancePercent: 89 });
    const others = [...better(4), far, nowhere, unlike, hardlyBetter, worse, school(25, { gender: 'boys' })];
    const result = similarSchools(target, [target, ...others], terms);
    expect(result.funnel).toEqual({ sameKind: 9, withinReach: 7, alikeInContext: 6, better: 5, clearlyBetter: 4 });
  });

  it('are within the nearest cap with enough, with none beyond it, however alike', () => {
    const near = better(3).map((one, index) => ({ ...one, contextCoordinates: [1 + 0.1 * index, 0, 0, 0, 0, 0] }));
    const farther = better(9)
      .slice(4)
      .map((one) => ({
        ...one,
        position: { easting: 430_000, northing: 500_000 },
        contextCoordinates: [0, 0, 0, 0, 0, 0],
      }));
    const result = found(similarSchools(target, [...near, ...farther], terms));
    expect(result.travelCapKilometres).toBe(20);
    expect(urnsOf(result)).toEqual(['900001', '900002', '900003']);
  });

  it.each([
    ['north', 0, 1],
    ['south', 0, -1],
    ['east', 1, 0],
    ['west', -1, 0],
  ] as const)('are within a circle including its edge, to the %s too', (_, east, north) => {
    const at = (metres: number): ComparableSchool[] =>
      better(3, { position: { easting: 400_000 + east * metres, northing: 500_000 + north * metres } });
    expect(found(similarSchools(target, at(20_000), terms)).travelCapKilometres).toBe(20);
    expect(found(similarSchools(target, at(20_001), terms)).travelCapKilometres).toBe(40);
    expect(found(similarSchools(target, at(80_000), terms)).travelCapKilometres).toBe(80);
    expect(codeOf(similarSchools(target, at(80_001), terms))).toBe('isolated');
  });

  it('exclude the corner of the square around the circle', () => {
    const corner = better(3, { position: { easting: 460_000, northing: 560_000 } });
    expect(codeOf(similarSchools(target, corner, terms))).toBe('isolated');
  });

  it('are in the order of their URNs when equally alike', () => {
    const same = better(7, { contextCoordinates: [0, 0, 0, 0, 0, 0] }).reverse();
    expect(urnsOf(similarSchools(target, same, terms))).toEqual(['900001', '900002', '900003', '900004', '900005']);
  });

  it('are the same for all schools at once as one by one', () => {
    const schools = [target, ...better(9), school(30, { gender: 'girls' }), school(31, { isSelective: undefined })];
    const all = similarForAll(schools, terms);
    expect([...all.keys()]).toEqual(schools.map(({ urn }) => urn));
    for (const one of schools) expect(all.get(one.urn)).toEqual(similarSchools(one, schools, terms));
  });

  it('exclude the school’s own duplicate row, and no school loses another by it', () => {
    const twin = { ...target, attendancePercent: 99 };
    expect(urnsOf(similarSchools(target, [twin, ...better(3)], terms))).toEqual(['900001', '900002', '900003']);
    expect(similarForAll([target, twin, ...better(3)], terms).get(target.urn)?.funnel.alikeInContext).toBe(3);
  });

  it('do not depend on the order of the candidates, and never include the school itself', () => {
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
