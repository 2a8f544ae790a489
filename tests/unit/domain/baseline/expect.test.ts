import { describe, expect, it } from 'vitest';
import {
  type ExpectInputs,
  expectAbsence,
  expectFrame,
  expectFromSimilar,
} from '../../../../domain/baseline/expect.js';
import { fitBaseline } from '../../../../domain/baseline/fit.js';
import {
  freeMealsRatio,
  inverseRootSize,
  levelRatio,
  overClip,
  standardDeviation,
} from '../../../../domain/baseline/model.js';
import { panelParameters } from '../../../../domain/baseline/parameters.js';
import { publishedPhases } from '../../../../domain/baseline/published-model.js';
import { inventedFrame, inventedSchool, inventedTraining, lastYear, nationalPercent, targetYear } from './invented.js';

/** Too few schools to fit: every figure is that of the published model. */
const model = fitBaseline(inventedTraining(10), panelParameters);
const { q025, q100, q900, q975 } = publishedPhases.primary.withoutLastYear;

describe('a school without a last year', () => {
  it('is expected at the level of similar schools, with the interval of outcomes of new schools', () => {
    const { expectedAbsencePercent, interval80, interval95, standardDeviationPoints } = expectFromSimilar(
      model,
      'primary',
      6,
    );
    expect(expectedAbsencePercent).toBe(6);
    expect(interval80).toEqual({ low: 6 + q100, high: 6 + q900 });
    expect(interval95).toEqual({ low: 6 + q025, high: 6 + q975 });
    // A normal distribution has 2.5631 standard deviations between its tenth and its ninetieth.
    expect(standardDeviationPoints).toBeCloseTo((q900 - q100) / 2.5631, 12);
  });

  it('is expected between 0 and 100', () => {
    expect(expectFromSimilar(model, 'primary', -1).expectedAbsencePercent).toBe(0);
    expect(expectFromSimilar(model, 'primary', 0.5).interval80.low).toBe(0);
    expect(expectFromSimilar(model, 'primary', 99).interval95.high).toBe(100);
  });
});

describe('the terms of one school in the model', () => {
  const inputs: ExpectInputs = {
    phase: 'primary',
    targetYear,
    lastYearAbsencePercent: 7,
    yearBeforeAbsencePercent: 8,
    similarDeviationPoints: 0.5,
    enrolments: 200,
  };

  it('repeat the year before where older years are not known', () => {
    expect(expectAbsence(model, inputs)).toEqual(
      expectAbsence(model, { ...inputs, olderDeviationPoints: 8 - nationalPercent.primary }),
    );
    expect(expectAbsence(model, { ...inputs, olderDeviationPoints: 0 }).expectedAbsencePercent).toBeCloseTo(
      expectAbsence(model, inputs).expectedAbsencePercent - 2 * publishedPhases.primary.coefficients.older,
      10,
    );
  });

  it('use the mean of the phase where free meals are unknown', () => {
    expect(expectAbsence(model, inputs)).toEqual(expectAbsence(model, { ...inputs, freeMealsRatio: 1 }));
    expect(expectAbsence(model, { ...inputs, freeMealsRatio: 2 }).standardDeviationPoints).toBeCloseTo(
      expectAbsence(model, inputs).standardDeviationPoints + publishedPhases.primary.spread.perFreeMeals,
      10,
    );
  });

  it('give intervals in units of the school’s own standard deviation', () => {
    const { expectedAbsencePercent, standardDeviationPoints, interval80, interval95 } = expectAbsence(model, inputs);
    const { quantiles } = publishedPhases.primary.spread;
    const at = (quantile: number): number => expectedAbsencePercent + quantile * standardDeviationPoints;
    expect(interval80).toEqual({ low: at(quantiles.q100), high: at(quantiles.q900) });
    expect(interval95).toEqual({ low: at(quantiles.q025), high: at(quantiles.q975) });
  });

  it('require the national rates of the two years before, and an error names the missing one', () => {
    const without = (year: string): typeof model => ({
      ...model,
      nationalRates: {
        ...model.nationalRates,
        primary: Object.fromEntries(Object.entries(model.nationalRates.primary).filter(([key]) => key !== year)),
      },
    });
    expect(() => expectAbsence(without('202223'), inputs)).toThrow(/no national primary absence rate for 2022\/23/);
    expect(() => expectAbsence(without('202122'), inputs)).toThrow(/no national primary absence rate for 2021\/22/);
    expect(expectAbsence(without('202324'), inputs)).toEqual(expectAbsence(model, inputs));
  });
});

describe('a school without enough data for an expectation', () => {
  const others = inventedFrame(40).schools;
  const answerFor = (school: (typeof others)[number]): unknown =>
    expectFrame(model, { targetYear, schools: [...others, school] }).at(-1);
  const { enrolments: _size, ...sizeless } = inventedSchool(50);

  it('gets the list of missing data, and similar schools are still shown', () => {
    expect(_size).toBeDefined();
    const noLastYear = { ...sizeless, absence: sizeless.absence.filter((one) => one.academicYear !== lastYear) };
    expect(answerFor(sizeless)).toMatchObject({
      kind: 'nothing-to-expect-from',
      urn: '900050',
      missing: 'enrolments',
      similar: { basis: 'neighbours', schools: 30 },
    });
    expect(answerFor(noLastYear)).toMatchObject({
      kind: 'nothing-to-expect-from',
      missing: 'last-year',
      similar: { basis: 'neighbours', schools: 30 },
    });
  });

  it('has no similar schools when it is the only one of its phase', () => {
    expect(answerFor(inventedSchool(50, { phase: 'special' }))).toEqual({
      kind: 'nothing-to-expect-from',
      urn: '900050',
      missing: 'similar-schools',
    });
  });
});

/** docs/model.md#formulas, 4 and 5. */
describe('the spread of a school’s outcomes', () => {
  it.each([
    [3, 6, 0.5],
    [2, 6, 0.5],
    [9, 6, 1.5],
    [24, 6, 4],
    [30, 6, 4],
  ])('at level %f with a national level of %f is multiplied by %f', (percent, national, ratio) => {
    expect(levelRatio(percent, national)).toBe(ratio);
  });

  it.each([
    [10, 20, 0.5],
    [0, 20, 0],
    [60, 20, 3],
    [90, 20, 3],
    [undefined, 20, 1],
    [10, undefined, 1],
    [10, 0, 1],
  ])('with free meals of %f in a phase with %f is multiplied by %f', (percent, mean, ratio) => {
    expect(freeMealsRatio(percent, mean)).toBe(ratio);
  });

  it('treats a school of fewer than ten pupils as one of ten', () => {
    expect([inverseRootSize(100), inverseRootSize(10), inverseRootSize(4)]).toEqual([
      0.1,
      1 / Math.sqrt(10),
      1 / Math.sqrt(10),
    ]);
  });

  it('is the sum of its parts, and at least 0.05 points', () => {
    const shape = { constant: 0.5, perRootSize: 2, perLevel: 0.25, perFreeMeals: 0.125 };
    expect(standardDeviation(shape, { enrolments: 100, level: 2, freeMeals: 3 })).toBeCloseTo(
      0.5 + 0.2 + 0.5 + 0.375,
      12,
    );
    expect(standardDeviation({ ...shape, constant: -9 }, { enrolments: 100, level: 2, freeMeals: 3 })).toBe(0.05);
  });

  it('passes on a share of what is beyond the clip, in either direction', () => {
    const clip = { low: -2, high: 4 };
    expect([overClip(6, clip, 0.5), overClip(-4, clip, 0.5), overClip(3, clip, 0.5)]).toEqual([1, -1, 0]);
  });
});
