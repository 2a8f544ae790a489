import { describe, expect, it } from 'vitest';
import { panelParameters } from '../../../../domain/baseline/parameters.js';
import { type PrepareTerms, type PreparedFrame, prepareFrame } from '../../../../domain/baseline/prepare.js';
import { contextStandard } from '../../../../domain/baseline/standardise.js';
import { trainingRows } from '../../../../domain/baseline/training-rows.js';
import { type SchoolHistory } from '../../../../domain/baseline/types.js';
import { shiftYear } from '../../../../domain/shared/academic-year.js';
import { inventedFrame, inventedSchool, inventedTraining, targetYear } from './invented.js';

const training = inventedTraining(40);
const others = inventedFrame(40).schools;
const primary = Object.fromEntries(
  [-1, -2, -3, -4].map((back) => [
    shiftYear(targetYear, back),
    { absencePercent: 6 - back, basis: 'published' as const },
  ]),
);
const national = { ...training.nationalRates, primary };
const terms = (change: Partial<PrepareTerms> = {}): PrepareTerms => ({
  source: training.contextSource,
  standard: contextStandard(training.contextSource, others),
  national,
  parameters: panelParameters,
  ...change,
});
/** Absence of the years before the target year, the nearest first; the nation has 7, 8, 9 and 10. */
const absent = (...percents: readonly (number | undefined)[]): SchoolHistory =>
  inventedSchool(60, {
    absence: percents.flatMap((absencePercent, index) =>
      absencePercent === undefined ? [] : [{ academicYear: shiftYear(targetYear, -1 - index), absencePercent }],
    ),
  });
const prepared = (school: SchoolHistory, change: Partial<PrepareTerms> = {}): PreparedFrame =>
  prepareFrame({ targetYear, schools: [school] }, terms(change));

describe('a frame for a fit', () => {
  it('holds each school’s years minus the national rate', () => {
    const { lastYear, yearBefore, older, nationalLastYear } = prepared(absent(9, 9, 10, 12));
    expect([lastYear[0], yearBefore[0], older[0], nationalLastYear.primary]).toEqual([2, 1, (1 + 2) / 2, 7]);
  });

  it('has older years as far as both the school’s and the national rates are known', () => {
    expect(prepared(absent(9, 9, undefined, 12)).older[0]).toBe(2);
    expect(prepared(absent(9, 9, 10)).older[0]).toBe(1);
    expect(prepared(absent(9, 9)).older[0]).toBeNaN();
    const { [shiftYear(targetYear, -4)]: _fourth, ...three } = primary;
    expect(_fourth?.absencePercent).toBe(10);
    expect(prepared(absent(9, 9, 10, 99), { national: { ...national, primary: three } }).older[0]).toBe(1);
  });

  it('has no deviation for a year that the school does not have', () => {
    const { lastYear, yearBefore } = prepared(absent(undefined, 9));
    expect(lastYear[0]).toBeNaN();
    expect(yearBefore[0]).toBe(1);
    expect(prepared(absent(9)).yearBefore[0]).toBeNaN();
  });

  it('requires national rates for its own phases only', () => {
    const without = (back: number): PrepareTerms['national'] => ({
      secondary: {},
      special: {},
      primary: Object.fromEntries(Object.entries(primary).filter(([year]) => year !== shiftYear(targetYear, back))),
    });
    expect(() => prepared(absent(9, 9), { national: without(-1) })).toThrow(/primary absence rate for 2022\/23/);
    expect(() => prepared(absent(undefined, 9), { national: without(-1) })).toThrow(
      /primary absence rate for 2022\/23/,
    );
    expect(() => prepared(absent(9, 9), { national: without(-2) })).toThrow(/primary absence rate for 2021\/22/);
    const { nationalLastYear } = prepared(absent(9), { national: without(-2) });
    expect(nationalLastYear).toEqual({ primary: 7, secondary: NaN, special: NaN });
  });

  it('compares free meals with the mean of the phase, by the measure in the source', () => {
    const mean = terms().standard.primary[0]?.mean ?? NaN;
    const meals = inventedSchool(60, { context: { freeMealsPercent: 30 } });
    expect(prepared(meals).freeMeals[0]).toBe(30 / mean);
    expect(prepared(inventedSchool(60, { context: {} })).freeMeals[0]).toBe(1);
    const source = { name: 'no measure of deprivation', measures: ['roll'] as const };
    const standard = contextStandard(source, others);
    expect(prepared(meals, { source, standard }).freeMeals[0]).toBe(1);
  });
});

describe('the rows of a fit', () => {
  const known = { ...inventedTraining(40).nationalRates };
  const frameOf = (schools: readonly SchoolHistory[]): PreparedFrame =>
    prepareFrame({ targetYear, schools }, terms({ national: known }));

  it('hold a school’s terms, and repeat last year where the year before is unknown', () => {
    const school = inventedSchool(3);
    const single = inventedSchool(4, { absence: inventedSchool(4).absence.slice(1) });
    const rows = trainingRows([frameOf([...others, school, single])], 'primary', known);
    expect(rows.count).toBe(42);
    expect([rows.number[40], rows.enrolments[40]]).toEqual([900_003, school.enrolments]);
    expect(rows.lastYear[40]).toBe((school.absence[1]?.absencePercent ?? NaN) - 6);
    expect(rows.yearBefore[40]).toBe((school.absence[0]?.absencePercent ?? NaN) - 6);
    expect(rows.target[40]).toBe((school.absence[2]?.absencePercent ?? NaN) - 6);
    expect(rows.yearBefore[41]).toBe(rows.lastYear[41]);
    expect([rows.older[40], rows.nationalLastYear[40]]).toEqual([NaN, 6]);
    expect(rows.lastYear).toHaveLength(42);
  });

  it('are numbered by frame, and a school whose id is not a number stays in the first fold', () => {
    const odd = inventedSchool(5, { urn: 'E5' });
    const frames = [frameOf([...others, odd]), frameOf(others)];
    const rows = trainingRows(frames, 'primary', known);
    expect([rows.year[0], rows.year[40], rows.year[41], rows.number[40]]).toEqual([0, 0, 1, 0]);
    expect(rows.years).toEqual([targetYear, targetYear]);
  });

  it('leave out other phases, and need the national rate of the target year only for schools of their own', () => {
    const { [targetYear]: _now, ...before } = known.primary;
    expect(_now?.absencePercent).toBe(6);
    const frame = frameOf(others);
    expect(trainingRows([frame], 'secondary', { ...known, secondary: {} }).count).toBe(0);
    expect(() => trainingRows([frame], 'primary', { ...known, primary: before })).toThrow(
      /primary absence rate for 2023\/24/,
    );
  });
});
