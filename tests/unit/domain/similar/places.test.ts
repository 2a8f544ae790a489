import { describe, expect, it } from 'vitest';
import { gridPosition, milesFromMetres } from '../../../../domain/similar/distance.js';

describe('the location of a school', () => {
  it.each([
    [0, 400_000],
    [400_000, 0],
    [-1, 400_000],
    [400_000, -1],
    [undefined, 400_000],
    [400_000, undefined],
    [700_000, 400_000],
    [400_000, 1_300_000],
  ])('%s, %s is not valid', (easting, northing) => {
    expect(gridPosition(easting, northing)).toBeUndefined();
  });

  it.each([
    [1, 1],
    [699_999, 1_299_999],
  ])('%i, %i is valid', (easting, northing) => {
    expect(gridPosition(easting, northing)).toEqual({ easting, northing });
  });

  it('a mile has 1,609.344 metres', () => {
    expect(milesFromMetres(1609.344)).toBe(1);
  });
});
