import { describe, expect, it } from 'vitest';
import { better, codeOf, found, school, similarSchools, target, terms, urnsOf } from './schools.js';

/** Source: docs/sources/similar-schools.md#what-went-wrong. */
describe('examples of the same kind', () => {
  it('for a mixed school are never single-sex schools', () => {
    expect(codeOf(similarSchools(target, [...better(2), ...better(8, { gender: 'girls' }).slice(2)], terms))).toBe(
      'rare-kind',
    );
  });

  it('are of the same sex for a single-sex school, and of others of its kind only where those are too few', () => {
    const girls = { ...target, gender: 'girls' } as const;
    const own = better(3, { gender: 'girls' });
    const mixed = better(6).slice(3);
    expect(urnsOf(similarSchools(girls, [...own, ...mixed], terms))).toEqual(['900001', '900002', '900003']);
    const { examples } = found(similarSchools(girls, [...own.slice(1), ...mixed], terms));
    expect(examples.map(({ urn }) => urn)).toEqual(['900002', '900003', '900004', '900005', '900006']);
    expect(examples[0]?.alike).toContain('boys or girls');
    expect(examples[2]?.different).toContain('boys or girls');
    const boys = { ...target, gender: 'boys' } as const;
    expect(codeOf(similarSchools(boys, mixed, terms))).toBe('found');
  });

  it('for a school of unknown gender are none, with a reason', () => {
    expect(codeOf(similarSchools({ ...target, gender: 'unknown' }, better(5), terms))).toBe('rare-kind');
  });

  it('for a stand-alone academy are not only schools of trusts', () => {
    const alone = { ...target, governance: 'stand-alone' } as const;
    const trusts = better(6, { governance: 'large-trust' });
    expect(codeOf(similarSchools(alone, trusts, terms))).toBe('governance-mix');
    const mixed = [...trusts, school(7, { governance: 'stand-alone' }), school(8, { governance: 'maintained' })];
    const result = found(similarSchools(alone, mixed, terms));
    expect(result.governanceMix).toBe('own-family');
    expect(urnsOf(result)).toEqual(['900001', '900002', '900007', '900008']);
    expect(result.examples[0]?.different).toContain(
      'who runs the school: too few within reach that are run in the same way were clearly better',
    );
    const enough = found(similarSchools(alone, [...mixed, school(9, { governance: 'stand-alone' })], terms));
    expect(enough.governanceMix).toBe('own-class');
    expect(urnsOf(enough)).toEqual(['900001', '900002', '900007', '900009']);
    expect(enough.examples[0]?.different).toContain('who runs the school');
  });

  it('for any other school without that mix are the nearest available, each with its reason', () => {
    const trusts = better(6, { governance: 'large-trust' });
    const result = found(similarSchools(target, [...trusts, school(7)], terms));
    expect([result.governanceMix, result.travelCapKilometres]).toEqual(['fewer', 80]);
    expect(urnsOf(result)).toEqual(['900001', '900002', '900003', '900004', '900007']);
    expect(
      result.examples
        .slice(0, 4)
        .every(({ different }) => different.some((text) => text.startsWith('who runs the school: too few'))),
    ).toBe(true);
    expect(result.examples[4]?.alike).toContain('who runs the school');
  });

  it('are found farther away before the mix of governance is broken', () => {
    const far = { easting: 430_000, northing: 500_000 };
    const own = better(3, { governance: 'maintained', position: far });
    const trusts = Array.from({ length: 5 }, (_, index) =>
      school(index + 10, { governance: 'large-trust', position: { easting: 401_000, northing: 500_000 } }),
    );
    expect(found(similarSchools(target, [...own, ...trusts], terms)).travelCapKilometres).toBe(40);
  });
});
