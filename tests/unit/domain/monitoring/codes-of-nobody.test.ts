import { describe, expect, it } from 'vitest';
import { codesOfNobody, type SchoolInArea } from '../../../../domain/monitoring/area-shock.js';

const school = (urn: string, laCode: string): SchoolInArea => ({ urn, laCode, regionCode: 'J', phase: 'primary' });
const schools = [school('900001', '970'), school('900002', '971')];

describe('the authority codes of an event that no school has', () => {
  it.each([
    [['970', '971'], []],
    [['936'], ['936']],
    [['970', '936'], ['936']],
    [undefined, []],
  ])('of %j are %j', (laCodes, expected) => {
    expect(codesOfNobody(schools, laCodes === undefined ? {} : { laCodes })).toEqual(expected);
  });
});
