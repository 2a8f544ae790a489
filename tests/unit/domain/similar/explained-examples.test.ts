import { describe, expect, it } from 'vitest';
import { type ComparableSchool } from '../../../../domain/similar/types.js';
import { better, codeOf, context, found, school, similarSchools, target, terms } from './schools.js';

/** Source: docs/sources/similar-schools.md#what-went-wrong. */
describe('the reason why a school is an example', () => {
  it('is given for each pair', () => {
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
    expect(example?.straightLineMiles).toBeCloseTo(5000 / 1609.344, 6);
    expect(example?.roadLikeMiles).toBeCloseTo((1.3 * 5000) / 1609.344, 6);
    expect(example?.betterByPoints).toBe(4);
    expect(example?.alike).toEqual([
      'phase, admissions, kind of area, region',
      'pupils eligible for free school meals in the last six years',
      'pupils with an education, health and care plan',
      'pupils with SEN support',
      'pupils with English as an additional language',
      'number of pupils',
      'year groups (secondary)',
      'boys or girls',
    ]);
    expect(example?.contextDistance).toBe(1.2);
    expect(example?.governance).toBe('large-trust');
    expect(example?.measures[0]).toEqual({ measure: 'freeMealsPercent', own: 20, theirs: 31, likeness: 'different' });
  });

  it.each([
    [0.5, 'alike'],
    [0.51, 'near'],
    [0.99, 'near'],
    [1, 'different'],
    [-1, 'different'],
    [-0.5, 'alike'],
  ] as const)('for %s deviations apart says %s', (apart, likeness) => {
    const others = better(3, { contextCoordinates: [0, apart, 0, 0, 0, 0] });
    const [example] = found(similarSchools(target, others, terms)).examples;
    expect(example?.measures[1]?.likeness).toBe(likeness);
  });

  it('does not call a measure alike that one of the two lacks', () => {
    const { freeMealsPercent, ...others } = context;
    const lacking = better(3, { context: others });
    const [example] = found(similarSchools(target, lacking, terms)).examples;
    expect(freeMealsPercent).toBe(20);
    expect(example?.measures).toHaveLength(5);
    expect(example?.alike).not.toContain('pupils eligible for free school meals');
    const own = found(similarSchools({ ...target, context: others }, better(3), terms)).examples[0];
    expect(own?.measures).toHaveLength(5);
  });

  it('places schools farther apart for a heavier measure', () => {
    const heavy = {
      ...terms,
      weights: {
        ...terms.weights,
        phases: {
          ...terms.weights.phases,
          secondary: { ...terms.weights.phases.secondary, weights: [4, 0.4, 0.4, 0.4, 0.4, 0.4] },
        },
      },
    };
    const at = (place: number): ComparableSchool[] => better(3, { contextCoordinates: [place, 0, 0, 0, 0, 0] });
    expect(found(similarSchools(target, at(0.9), heavy)).examples[0]?.contextDistance).toBeCloseTo(1.8, 12);
    expect(codeOf(similarSchools(target, at(1.01), heavy))).toBe('unlike-neighbours');
    const light = better(3, { contextCoordinates: [0, 3, 0, 0, 0, 0] });
    expect(found(similarSchools(target, light, heavy)).examples[0]?.contextDistance).toBeCloseTo(
      3 * Math.sqrt(0.4),
      12,
    );
  });
});
