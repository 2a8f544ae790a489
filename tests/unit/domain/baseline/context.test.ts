import { describe, expect, it } from 'vitest';
import {
  censusContext,
  coordinate,
  deprivationMeasure,
  similarSchoolsContext,
} from '../../../../domain/baseline/context.js';
import { naturalLogarithm } from '../../../../domain/baseline/logarithm.js';

describe('a measure of context', () => {
  it('of deprivation is free meals now, else in the last six years, else the index', () => {
    expect(deprivationMeasure(censusContext)).toBe('freeMealsPercent');
    expect(deprivationMeasure(similarSchoolsContext)).toBe('freeMealsEverSixPercent');
    expect(deprivationMeasure({ name: 'index', measures: ['roll', 'deprivationIndex'] })).toBe('deprivationIndex');
    expect(deprivationMeasure({ name: 'none', measures: ['roll', 'stabilityPercent'] })).toBeUndefined();
  });

  it('is used as published, except the roll, which enters as its logarithm', () => {
    const context = { freeMealsPercent: 20, roll: 300 };
    expect(coordinate('freeMealsPercent', context, 200)).toBe(20);
    expect(coordinate('stabilityPercent', context, 200)).toBeUndefined();
    expect(coordinate('roll', context, 200)).toBe(naturalLogarithm(300));
  });

  it('of size is at least five pupils, and a tenth more than the enrolments where there is no roll', () => {
    expect(coordinate('roll', { roll: 5 }, 200)).toBe(naturalLogarithm(5));
    expect(coordinate('roll', { roll: 2 }, 200)).toBe(naturalLogarithm(5));
    expect(coordinate('roll', {}, 200)).toBe(naturalLogarithm(200 * 1.1));
    expect(coordinate('roll', {}, undefined)).toBeUndefined();
  });
});

describe('the natural logarithm', () => {
  const values = [1e-12, 0.1, 0.5, 0.70710678, 0.99, 1, 1.01, 1.41421357, 1.5, 2, 3, 5, 10, 1000, 1234.5, 1e15];

  it.each(values)('of %f equals the platform’s within two units of the last digit', (value) => {
    const expected = Math.log(value);
    expect(Math.abs(naturalLogarithm(value) - expected)).toBeLessThanOrEqual(4.5e-16 * Math.max(1, Math.abs(expected)));
  });

  it('of one is zero, and of a power of two is that multiple of the logarithm of two', () => {
    expect(naturalLogarithm(1)).toBe(0);
    expect([2, 4, 1024, 0.25].map(naturalLogarithm)).toEqual([1, 2, 10, -2].map((power) => power * Math.LN2));
  });
});
