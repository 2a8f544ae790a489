import { describe, expect, it } from 'vitest';
import { placeNames, saints, schoolName } from '../../../../demo/england/names.js';
import { randomStream } from '../../../../demo/england/random.js';

describe('invented names', () => {
  const places = placeNames(randomStream(1, 'places'));

  it('give each of 153 authorities and their towns a unique place name', () => {
    expect(places.length).toBeGreaterThanOrEqual(153 * 5);
    expect(new Set(places).size).toBe(places.length);
  });

  it('have in each place a sound that English place names do not have', () => {
    expect(
      places.filter((place) => !/zz|z[eouyav]|[aeiouy]x|yz|vv|qu|yv|vr|kw|ss|xy|vo|lv|jo|ff|lu/i.test(place)),
    ).toEqual([]);
  });

  it('of faith schools use saints who are in no calendar', () => {
    const name = schoolName(
      { town: 'Vexanham', faithWord: 'Catholic', kindWord: 'Primary School' },
      randomStream(1, 'a name'),
    );
    expect(name).toMatch(/^St (.+?)['’]s Catholic Primary School$/);
    expect(saints.some((saint) => name.includes(saint))).toBe(true);
  });

  it('sometimes have letters that Windows-1252 can write and ASCII cannot', () => {
    const names = Array.from({ length: 200 }, (_, index) =>
      schoolName({ town: 'Vexanham', faithWord: 'Catholic', kindWord: 'Primary School' }, randomStream(2, index)),
    );
    expect(names.some((name) => name.includes('É'))).toBe(true);
    expect(names.some((name) => name.includes('’'))).toBe(true);
  });
});
