import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultExpectationPolicy, setExpectation } from '../../../../domain/baseline/expectation.js';
import { verifyNarrative } from '../../../support/narrative.js';
import { briefOf } from '../../../../domain/narrative/brief.js';
import { plainNarrative } from '../../../../domain/narrative/template.js';
import { askedOf, shownSum } from '../../../../domain/report/asked.js';
import { type ExpectationFacts, type ReportFacts } from '../../../../domain/report/facts.js';
import { figuresOf } from '../../../../domain/report/figures.js';
import { exampleFacts } from '../narrative/example.js';

const anyExpectation = fc
  .record({
    expectedAbsencePercent: fc.double({ min: 0.5, max: 30, noNaN: true }),
    similarAttendancePercent: fc.double({ min: 70, max: 99.5, noNaN: true }),
  })
  .map((input) => setExpectation(defaultExpectationPolicy, input));

const withFigures = (figures: Partial<ExpectationFacts>, more: Partial<ReportFacts> = {}): ReportFacts => {
  const { expectation } = exampleFacts();
  if (!expectation) throw new Error('The example has an expectation.');
  const exact = { ...expectation, ...figures };
  return exampleFacts({ expectation: { ...exact, shown: shownSum(exact) }, ...more });
};

const shownIn = (facts: ReportFacts): Readonly<Record<string, string>> =>
  Object.fromEntries(figuresOf(facts).map(({ key, shown }) => [key, shown]));

/** 84.08 and 1.22 are 85.30: each rounded down alone they would read 84.0 and 1.2, and 85.3. */
const odd = { baselineAttendancePercent: 84.08, improvementPoints: 1.22, floorAttendancePercent: 85.3 };

describe('the figures of an expectation as shown', () => {
  it('add up, ask for no more than was computed, and are each less than 0.1 off', () => {
    fc.assert(
      fc.property(anyExpectation, (exact) => {
        const shown = shownSum(exact);
        const inTenths = (value: number): number => Math.round(value * 10);
        expect(inTenths(shown.baselineAttendancePercent) + inTenths(shown.improvementPoints)).toBe(
          inTenths(shown.floorAttendancePercent),
        );
        expect(shown.floorAttendancePercent).toBeLessThanOrEqual(exact.floorAttendancePercent + 1e-9);
        expect(shown.improvementPoints).toBeLessThanOrEqual(exact.improvementPoints + 1e-9);
        for (const name of ['floorAttendancePercent', 'improvementPoints', 'baselineAttendancePercent'] as const)
          expect(Math.abs(shown[name] - exact[name])).toBeLessThan(0.1);
      }),
    );
  });

  it('are the same in the table, the text and the input of a language model', () => {
    const facts = withFigures(odd);
    expect(shownIn(facts)).toMatchObject({
      baseline: '84.1%',
      improvement: '1.2 percentage points',
      floor: '85.3%',
    });
    expect(plainNarrative(facts)).toContain('at least 85.3%. That is an improvement of 1.2 percentage points');
    expect(briefOf(facts)['expectation']).toMatchObject({
      atLeast: '85.3%',
      improvement: '1.2 percentage points',
      baseline: '84.1%',
    });
  });

  it.each([
    ['The school is asked to reach 85.3% in 2024/25, 1.2 percentage points above the baseline of 84.1%.', true],
    ['The school is asked to reach 85.3% in 2024/25, 1.2 percentage points above the baseline of 84.0%.', false],
    ['The school is asked to reach 85.3% in 2024/25, 1.3 percentage points above the baseline of 84.1%.', false],
  ])('are accepted in a text only when true: %s', (text, isTrue) => {
    const figures = verifyNarrative(text, withFigures(odd)).filter(({ kind }) => kind === 'figure');
    expect(figures.length === 0).toBe(isTrue);
  });

  it('of an agreed level add up with the baseline that the report shows', () => {
    const agreed = { floorAttendancePercent: 86, setBy: 'school' } as const;
    expect(askedOf(withFigures(odd, { agreed }))).toMatchObject({
      improvementPoints: 1.92,
      shown: { floorAttendancePercent: 86, improvementPoints: 1.9 },
    });
    const same = { floorAttendancePercent: 84.1, setBy: 'override' } as const;
    expect(askedOf(withFigures(odd, { agreed: same }))?.shown.improvementPoints).toBe(0);
  });
});
