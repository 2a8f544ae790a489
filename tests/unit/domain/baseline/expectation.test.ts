import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ExpectationInput,
  defaultExpectationPolicy as policy,
  setExpectation,
} from '../../../../domain/baseline/expectation.js';
import { ladderOf, rungNames } from '../../../../domain/baseline/ladder.js';
import { roundDownTo, roundTo } from '../../../../domain/shared/rates.js';

const percent = fc.double({ min: 60, max: 100, noNaN: true });
const anyInput: fc.Arbitrary<ExpectationInput> = fc.record(
  {
    expectedAbsencePercent: fc.double({ min: 0, max: 40, noNaN: true }),
    similarAttendancePercent: percent,
    similarTopDecileAttendancePercent: percent,
    prePandemicAttendancePercent: percent,
  },
  { requiredKeys: ['expectedAbsencePercent', 'similarAttendancePercent'] },
);
const codes = (input: ExpectationInput): string[] => setExpectation(policy, input).reasons.map(({ code }) => code);

/** Source: docs/sources/statistics.md#a-policy-for-the-expectation. */
describe('the expectation', () => {
  it.each([
    { absence: 7, similar: 93, decile: 97, floor: 93.1, gain: 0.1, isHold: false, reasons: ['minimum-improvement'] },
    { absence: 7, similar: 92, decile: 97, floor: 93.1, gain: 0.1, isHold: false, reasons: ['minimum-improvement'] },
    { absence: 7, similar: 93.4, decile: 97, floor: 93.1, gain: 0.1, isHold: false, reasons: ['minimum-improvement'] },
    { absence: 8, similar: 93, decile: 97, floor: 92.2, gain: 0.2, isHold: false, reasons: ['share-of-gap'] },
    {
      absence: 8,
      similar: 93,
      decile: 92.05,
      floor: 92.05,
      gain: 0.05,
      isHold: false,
      reasons: ['share-of-gap', 'capped-at-reach'],
    },
    { absence: 4, similar: 94, decile: 95.5, floor: 96, gain: 0, isHold: true, reasons: ['hold-high'] },
    { absence: 4, similar: 94, decile: 96, floor: 96, gain: 0, isHold: true, reasons: ['hold-high'] },
  ])(
    'for absence $absence expected, similar at $similar, best tenth at $decile has floor $floor and gain $gain',
    ({ absence, similar, decile, floor, gain, isHold, reasons }) => {
      const input = {
        expectedAbsencePercent: absence,
        similarAttendancePercent: similar,
        similarTopDecileAttendancePercent: decile,
      };
      const made = setExpectation(policy, input);
      expect(made.floorAttendancePercent).toBeCloseTo(floor, 4);
      expect(made.improvementPoints).toBeCloseTo(gain, 4);
      expect(made.isHold).toBe(isHold);
      expect(codes(input)).toEqual(reasons);
    },
  );

  it('has the better of the pre-pandemic level and the best tenth as its ceiling', () => {
    const input = {
      expectedAbsencePercent: 8,
      similarAttendancePercent: 95,
      similarTopDecileAttendancePercent: 92.1,
      prePandemicAttendancePercent: 92.3,
    };
    expect(setExpectation(policy, input).floorAttendancePercent).toBeCloseTo(92.3, 4);
    expect(setExpectation({ ...policy, isCappedAtReach: false }, input).floorAttendancePercent).toBeCloseTo(92.6, 4);
  });

  it('is a share of the gap only where that is more than the smallest improvement', () => {
    const terms = { ...policy, minimumImprovementPoints: 0.125, gapShare: 0.25, isCappedAtReach: false };
    const reasonFor = (similarAttendancePercent: number): string | undefined =>
      setExpectation(terms, { expectedAbsencePercent: 8, similarAttendancePercent }).reasons[0]?.code;
    expect([reasonFor(92.5), reasonFor(92.625)]).toEqual(['minimum-improvement', 'share-of-gap']);
  });

  it('says so when no data shows how high a school can reach', () => {
    expect(codes({ expectedAbsencePercent: 8, similarAttendancePercent: 93 })).toEqual([
      'share-of-gap',
      'reach-unknown',
    ]);
  });

  it('is never below the school’s own expected level, nor above 100', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const made = setExpectation(policy, input);
        expect(made.improvementPoints).toBeGreaterThanOrEqual(0);
        expect(made.floorAttendancePercent).toBeGreaterThanOrEqual(made.expectedAttendancePercent);
        expect(made.floorAttendancePercent).toBeLessThanOrEqual(100);
        expect(made.floorAttendancePercent - made.baselineAttendancePercent).toBeCloseTo(made.improvementPoints, 9);
      }),
    );
  });

  it('is rounded in the school’s favour', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const made = setExpectation({ ...policy, isCappedAtReach: false }, input);
        const gap = Math.max(0, input.similarAttendancePercent - (100 - input.expectedAbsencePercent));
        const computed = Math.min(100, 100 - input.expectedAbsencePercent + Math.max(0.1, 0.2 * gap));
        expect(made.floorAttendancePercent).toBeLessThanOrEqual(computed + 1e-9);
        expect(made.floorAttendancePercent).toBeGreaterThan(computed - 0.00011);
        expect(made.shownFloorAttendancePercent).toBeLessThanOrEqual(made.floorAttendancePercent);
        expect(made.shownFloorAttendancePercent).toBe(roundTo(made.shownFloorAttendancePercent, 1));
      }),
    );
  });

  it('is never lowered by better similar schools', () => {
    fc.assert(
      fc.property(anyInput, fc.double({ min: 0, max: 10, noNaN: true }), (input, more) => {
        const better = { ...input, similarAttendancePercent: input.similarAttendancePercent + more };
        expect(setExpectation(policy, better).floorAttendancePercent).toBeGreaterThanOrEqual(
          setExpectation(policy, input).floorAttendancePercent,
        );
      }),
    );
  });

  it('gives reasons without figures', () => {
    fc.assert(
      fc.property(
        anyInput,
        (input) => !setExpectation(policy, input).reasons.some(({ sentence }) => /\d/.test(sentence)),
      ),
    );
  });
});

describe('the ladder of levels', () => {
  it('rises from the school’s own level, and leaves out steps that are not above the last', () => {
    const ladder = ladderOf({
      'own-level': 92.1,
      expectation: 92.3,
      'similar-median': 92.2,
      'similar-top-quarter': 93.5,
      'local-authority': 93.1,
      national: 93.9,
      'own-pre-pandemic': 95.2,
    });
    expect(ladder.map(({ name }) => name)).toEqual([
      'own-level',
      'expectation',
      'similar-top-quarter',
      'national',
      'own-pre-pandemic',
    ]);
  });

  it('always shows the expectation, even at or below the school’s own level, and no ambition twice', () => {
    const level = ladderOf({ 'own-level': 94.91, expectation: 94.94, national: 94.96, 'own-pre-pandemic': 95.01 });
    expect(level.map(({ name }) => name)).toEqual(['own-level', 'expectation', 'national']);
    const afterGoodYear = ladderOf({ 'own-level': 96, expectation: 95.1, 'similar-median': 95.6, national: 96.2 });
    expect(afterGoodYear.map(({ name }) => name)).toEqual(['own-level', 'expectation', 'national']);
  });

  it('is measured from the expectation as it is shown, which is rounded down', () => {
    const ladder = ladderOf({ 'own-level': 94.5, expectation: 94.96, national: 94.97 });
    expect(ladder.map(({ name }) => name)).toEqual(['own-level', 'expectation', 'national']);
  });

  it('rises strictly above its first two rungs for any levels, has no cap and keeps the order of the rungs', () => {
    const level = fc.double({ min: 70, max: 100, noNaN: true });
    const levels = fc.record({
      'own-level': level,
      expectation: level,
      'similar-median': level,
      'local-authority': level,
      'own-pre-pandemic': level,
    });
    fc.assert(
      fc.property(levels, (given) => {
        const ladder = ladderOf(given);
        const shown = (name: string, percent: number): number =>
          name === 'expectation' ? roundDownTo(percent, 1) : roundTo(percent, 1);
        const figures = ladder.map(({ name, attendancePercent }) => shown(name, attendancePercent));
        expect(ladder.slice(0, 2).map(({ name }) => name)).toEqual(['own-level', 'expectation']);
        const ambitions = [Math.max(...figures.slice(0, 2)), ...figures.slice(2)];
        expect(ambitions).toEqual([...new Set(ambitions)].sort((a, b) => a - b));
        const places = ladder.map(({ name }) => rungNames.indexOf(name));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(ambitions.at(-1)).toBe(
          Math.max(...Object.entries(given).map(([name, percent]) => shown(name, percent))),
        );
      }),
    );
  });
});
