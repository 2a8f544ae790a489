import { describe, expect, it } from 'vitest';
import { censusContext, type SchoolContext } from '../../../../domain/baseline/context.js';
import { contextField, contextPoint, contextStandard } from '../../../../domain/baseline/standardise.js';
import { type SchoolHistory } from '../../../../domain/baseline/types.js';
import { inventedSchool } from './invented.js';

const source = { ...censusContext, measures: ['freeMealsPercent', 'stabilityPercent'] as const };
const school = (index: number, context: SchoolContext, phase: 'primary' | 'secondary' = 'primary'): SchoolHistory =>
  inventedSchool(index, { context, phase });
const meals = (values: readonly number[]): readonly SchoolHistory[] =>
  values.map((freeMealsPercent, index) => school(index, { freeMealsPercent }));

describe('the standard of a measure', () => {
  it('is the mean, deviation and median of the schools of a phase that have it', () => {
    const schools = [...meals([10, 20, 60]), school(3, {}), school(4, { freeMealsPercent: 99 }, 'secondary')];
    const { primary, secondary, special } = contextStandard(source, schools);
    // Squares of 20, 10 and 30, over two.
    expect(primary).toEqual([{ mean: 30, standardDeviation: Math.sqrt(1400 / 2), median: 20 }, null]);
    expect(secondary).toEqual([{ mean: 99, standardDeviation: 1, median: 99 }, null]);
    expect(special).toEqual([null, null]);
  });

  it('has a deviation of one where all schools are alike', () => {
    expect(contextStandard(source, meals([20, 20])).primary[0]).toEqual({ mean: 20, standardDeviation: 1, median: 20 });
  });
});

describe('the position of a school in standard units', () => {
  const standard = {
    primary: [{ mean: 30, standardDeviation: 10, median: 25 }, null],
    secondary: [null, null],
    special: [null, null],
  };

  it('is its distance from the mean in deviations, with a missing measure at the median', () => {
    expect(contextPoint(source, standard, school(0, { freeMealsPercent: 45 }))).toEqual({
      coordinates: [1.5, 0],
      known: 1,
    });
    expect(contextPoint(source, standard, school(0, {}))).toEqual({ coordinates: [-0.5, 0], known: 0 });
    expect(contextPoint(source, standard, school(0, { stabilityPercent: 80 }))).toEqual({
      coordinates: [-0.5, 0],
      known: 0,
    });
    expect(contextPoint(source, standard, school(0, { freeMealsPercent: 45 }, 'secondary'))).toEqual({
      coordinates: [0, 0],
      known: 0,
    });
  });

  it('is given row by row for many schools, and exists where at least half of the measures are known', () => {
    const schools = [school(0, { freeMealsPercent: 45 }), school(1, {}), school(2, { freeMealsPercent: 10 })];
    const { field, isPlaced } = contextField(source, standard, schools);
    expect(field.dimensions).toBe(2);
    expect([...field.coordinates]).toEqual([1.5, 0, -0.5, 0, -2, 0]);
    expect([...isPlaced]).toEqual([1, 0, 1]);
    const three = { ...source, measures: ['freeMealsPercent', 'stabilityPercent', 'polar4Quintile'] as const };
    const wider = { ...standard, primary: [...standard.primary, null] };
    expect([...contextField(three, wider, schools).isPlaced]).toEqual([0, 0, 0]);
  });
});
