import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectationCalibration } from '../../../../domain/learning/expectations.js';
import { hubEffect, type HubArea } from '../../../../domain/learning/hub-openings.js';
import { shareOf, studentQuantile } from '../../../../domain/learning/interval.js';
import { type LearnedSchool } from '../../../../domain/learning/learned-school.js';
import { groupings, ratesBy } from '../../../../domain/learning/rates.js';
import { regressionToMean } from '../../../../domain/learning/regression-to-mean.js';
import { learningText } from '../../../../domain/learning/report-text.js';
import { learningReport } from '../../../../domain/learning/report.js';
import { calibrationOf } from '../../../../domain/monitoring/calibration.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { plantedYear } from '../../../../evidence/learning/planted-year.js';

const noShift = { primary: 0, secondary: 0, special: 0 };
const planted = { hubPoints: 0.3, supportPoints: 0.25, shareThatReturns: 0.6 };

const school = (index: number, change: Partial<LearnedSchool> = {}): LearnedSchool => ({
  urn: String(900_001 + index),
  phase: 'primary',
  regionCode: 'A',
  enrolments: 200,
  isReferred: false,
  isSupported: false,
  isOverridden: false,
  shocks: 0,
  checks: [],
  ...change,
});

describe('intervals', () => {
  /** Source: tables of Student's t, 97.5%. */
  test.each([
    [5, 2.571],
    [10, 2.228],
    [30, 2.042],
    [1000, 1.962],
  ])("Student's quantile at %i degrees of freedom", (degrees, quantile) => {
    expect(studentQuantile(degrees)).toBeCloseTo(quantile, 1);
  });

  /** Source: Wilson's formula by hand, 0 of 10 and 5 of 10. */
  test('of a share stay between 0 and 1, and cover all of that where nothing was observed', () => {
    expect(shareOf(0, 10).low).toBeCloseTo(0, 9);
    expect(shareOf(0, 10).high).toBeCloseTo(0.2775, 3);
    expect(shareOf(5, 10).low).toBeCloseTo(0.2366, 3);
    expect(shareOf(0, 0)).toEqual({ value: 0, low: 0, high: 1 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
        const { value, low, high } = shareOf(Math.round(part * of), of);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(value + 1e-12);
        expect(high).toBeGreaterThanOrEqual(value - 1e-12);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the calibration of stated probabilities', () => {
  test('is without error when they come true as often as stated, and otherwise off by the difference', () => {
    const stated = (probability: number, of: number, isTrue: number): { probability: number; isTrue: boolean }[] =>
      Array.from({ length: of }, (_, index) => ({ probability, isTrue: index < isTrue }));
    expect(calibrationOf([...stated(0.25, 8, 2), ...stated(0.75, 8, 6)]).error).toBeCloseTo(0, 12);
    expect(calibrationOf([...stated(0.25, 8, 4), ...stated(0.75, 8, 6)]).error).toBeCloseTo(0.125, 12);
    expect(calibrationOf(stated(1, 4, 4))).toMatchObject({
      count: 4,
      brierScore: 0,
      bins: [{ from: 0.9, shareTrue: 1 }],
    });
  });
});

describe('expected levels', () => {
  const of = (nowPercent: number, deviationPoints = 0.5): LearnedSchool =>
    school(0, { nowPercent, expectedPercent: 5, deviationPoints });

  test('are compared once the national shift is removed', () => {
    const found = expectationCalibration([of(5.3), of(5.7)], { ...noShift, primary: 0.5 });
    expect(found).toMatchObject({ schools: 2, within80: { value: 1 } });
    expect(found?.biasPoints).toBeCloseTo(0, 12);
    expect(found?.rootMeanSquarePoints).toBeCloseTo(0.2, 12);
  });

  test('count a year beyond the interval as a miss, and leave out schools without the figures', () => {
    const found = expectationCalibration([of(5.7), of(5.6), school(3)], noShift);
    expect(found?.schools).toBe(2);
    expect(found?.within80.value).toBe(0.5);
    expect(found?.within95.value).toBe(1);
    expect(expectationCalibration([school(3)], noShift)).toBeUndefined();
  });
});

describe('regression to the mean', () => {
  test('is estimated only with supported schools and enough unsupported ones', () => {
    const { schools } = plantedYear(planted, 1);
    expect(
      regressionToMean(
        schools.filter(({ isSupported }) => !isSupported),
        noShift,
      ),
    ).toBeUndefined();
    expect(regressionToMean(schools.slice(0, 20), noShift)).toBeUndefined();
  });

  test('attributes no improvement where there was none', () => {
    const worse = plantedYear({ hubPoints: 0, supportPoints: -3, shareThatReturns: 0.6 }, 1);
    const found = regressionToMean(worse.schools, worse.nationalShift);
    expect(found?.improvementPoints).toBeLessThan(0);
    expect(found?.shareOfImprovement).toBeUndefined();
  });
});

describe('the effect of opening hubs', () => {
  const area = (id: string, months: readonly number[], opensAt?: number): HubArea => ({
    id,
    schools: 10,
    months,
    ...(opensAt !== undefined && { opensAt }),
  });
  const steady = [5, 5, 5, 5];

  test('is measured against areas in the same months, whatever their level', () => {
    const areas = [
      area('a', [5, 6, 5.5, 6.5], 2),
      area('b', [7, 8, 7.5, 8.5], 2),
      area('c', [4, 5, 5, 6]),
      area('d', [3, 4, 4, 5]),
    ];
    expect(hubEffect(areas)?.points.value).toBeCloseTo(0.5, 12);
    expect(hubEffect(areas)?.points.low).toBeCloseTo(0.5, 9);
  });

  test('uses hubs that open later as a comparison until they open, so that no area needs to go without', () => {
    const areas = [
      area('a', [5, 4, 4, 4], 1),
      area('b', [5, 4, 4, 4], 1),
      area('c', [5, 5, 5, 3], 3),
      area('d', [5, 5, 5, 3], 3),
    ];
    expect(hubEffect(areas)).toMatchObject({ hubs: 4, areasWithoutHub: 0 });
    expect(hubEffect(areas)?.points.value).toBeCloseTo(1, 12);
  });

  test('is not estimated where all opened in the first month or only one hub opened', () => {
    expect(hubEffect([area('a', steady, 0), area('b', steady, 0), area('c', steady)])).toBeUndefined();
    expect(hubEffect([area('a', steady, 1), area('b', steady), area('c', steady)])).toBeUndefined();
    expect(hubEffect([])).toBeUndefined();
  });
});

describe('the rates of groups', () => {
  test('are shown for ten schools or more, and smaller groups are only counted', () => {
    const schools = Array.from({ length: 14 }, (_, index) =>
      school(index, { regionCode: index < 10 ? 'A' : 'K', isReferred: index < 5 }),
    );
    expect(ratesBy(schools, groupings.region, ({ isReferred }) => isReferred)).toMatchObject([
      { group: 'North East', schools: 10, share: { value: 0.5 } },
      { group: 'South West', schools: 4 },
    ]);
    expect(ratesBy(schools, groupings.region, () => true)[1]).not.toHaveProperty('share');
  });

  test.each([
    [99, '1: under 100 pupils'],
    [100, '2: 100 to 249'],
    [999, '4: 500 to 999'],
    [1000, '5: 1,000 and more'],
  ])('place a school of %i in the band "%s"', (enrolments, band) => {
    expect(groupings.size(school(0, { enrolments }))).toBe(band);
  });

  test('keep schools whose group is unknown', () => {
    expect(ratesBy([school(0)], groupings.deprivation, () => true)).toEqual([{ group: 'not known', schools: 1 }]);
  });
});

describe('the learning report', () => {
  const input = plantedYear(planted, 7);
  const report = learningReport(input);

  test('has every part that the year can show', () => {
    expect(report).toMatchObject({
      academicYear: '202526',
      schools: 1500,
      expectations: { all: { schools: 1500 }, byDeprivation: { length: 5 } },
      hubs: { hubs: 72 },
      regressionToMean: { schools: 1500 },
    });
    expect(Object.keys(report.referredBy)).toEqual(['deprivation', 'phase', 'region', 'size', 'specialNeeds']);
    expect(report.probabilities[0]?.calibration.count).toBe(1500);
    expect(report.shocksByRegion).toHaveLength(9);
  });

  test('is plain JSON, and names no school', () => {
    const written = JSON.stringify(report);
    expect(JSON.parse(written)).toEqual(report);
    expect(written).not.toMatch(/9\d{5}"/);
    expect(learningText(report)).not.toMatch(/\b90\d{4}\b/);
  });

  test('reads as plain English, without blame', () => {
    const text = learningText(report);
    expect(text).toMatch(/Lessons of 2025\/26, from 1500 schools[^]*regression to the mean[^]*does not prove a cause/);
    expect(text).toMatch(/72 hubs opened during the year; 60 areas had none; 21 were open/);
    expect(text).not.toMatch(/fail|!|NaN|undefined|Infinity/);
  });

  test('of a year without data says so', () => {
    const empty = learningReport({
      academicYear: academicYear('202526'),
      schools: [],
      nationalShift: noShift,
      hubAreas: [],
      judgedUnder: input.judgedUnder,
    });
    expect(empty).not.toHaveProperty('hubs');
    expect(empty).not.toHaveProperty('regressionToMean');
    expect(learningText(empty)).toMatch(/No school has both[^]*Too few schools[^]*Too few hubs/);
    expect(learningText(empty)).not.toMatch(/NaN/);
  });
});
