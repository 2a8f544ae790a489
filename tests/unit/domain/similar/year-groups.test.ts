import { describe, expect, it } from 'vitest';
import { yearGroupsOf } from '../../../../domain/similar/year-groups.js';
import { better, codeOf, found, similarSchools, target, terms } from './schools.js';

describe('the year groups that a school teaches', () => {
  it.each([
    [5, 7, 'infant'],
    [3, 8, 'infant'],
    [7, 11, 'junior'],
    [8, 11, 'junior'],
    [7, 12, 'junior'],
    [3, 11, 'infant and junior'],
    [5, 12, 'infant and junior'],
    [4, 9, 'first'],
    [9, 13, 'middle'],
    [8, 12, 'middle'],
    [11, 14, 'lower secondary'],
    [11, 16, 'secondary'],
    [11, 18, 'secondary'],
    [13, 18, 'upper'],
    [14, 19, 'from 14'],
    [3, 19, 'all-through'],
    [7, 18, '7 to 16'],
    [5, 13, '5 to 13'],
  ])('of %i to %i are %s', (low, high, expected) => {
    expect(yearGroupsOf(low, high)).toBe(expected);
  });

  it.each([
    [undefined, 11],
    [4, undefined],
    [11, 11],
    [11, 4],
    [0, 0],
    [3, 99],
  ])('of %s to %s are unknown', (low, high) => {
    expect(yearGroupsOf(low, high)).toBe('unknown');
  });
});

describe('year groups as a rule of similar schools', () => {
  const primary = { ...target, phase: 'primary', absencePhase: 'primary' } as const;
  const primaries = (yearGroups: string): ReturnType<typeof better> =>
    better(8, { phase: 'primary', absencePhase: 'primary', yearGroups });

  it.each([
    ['infant', 'junior'],
    ['junior', 'infant'],
    ['infant', 'middle'],
    ['first', 'middle'],
    ['junior', 'unknown'],
  ])('never show a school of %s one of %s', (own, theirs) => {
    expect(codeOf(similarSchools({ ...primary, yearGroups: own }, primaries(theirs), terms))).toBe('rare-kind');
  });

  it.each([
    ['infant', 'infant and junior'],
    ['first', 'infant and junior'],
    ['junior', 'infant and junior'],
  ])('show a school of %s, of a kind with too few others, ones of %s, and each says so', (own, theirs) => {
    const { examples } = found(similarSchools({ ...primary, yearGroups: own }, primaries(theirs), terms));
    for (const { different, alike } of examples) {
      expect(different).toContain(`year groups taught (${theirs}, and yours ${own})`);
      expect(alike.join()).not.toContain('year groups');
    }
  });

  it('show a school that has enough of its own kind no other', () => {
    const all = [
      ...primaries('infant'),
      ...primaries('infant and junior').map((one) => ({ ...one, urn: `9${one.urn.slice(1)}` })),
    ];
    const { examples } = found(similarSchools({ ...primary, yearGroups: 'infant' }, all, terms));
    expect(examples.every(({ alike }) => alike.includes('year groups (infant)'))).toBe(true);
  });

  it('are named among what is alike', () => {
    const { examples } = found(similarSchools({ ...primary, yearGroups: 'infant' }, primaries('infant'), terms));
    expect(examples.every(({ alike }) => alike.includes('year groups (infant)'))).toBe(true);
  });

  it('are said to be unknown where neither register row has ages', () => {
    const unknown = { ...primary, yearGroups: 'unknown' };
    const { examples } = found(similarSchools(unknown, primaries('unknown'), terms));
    expect(examples.every(({ different }) => different.some((one) => one.includes('not known')))).toBe(true);
    expect(codeOf(similarSchools(unknown, primaries('infant'), terms))).toBe('year-groups-unknown');
  });
});
