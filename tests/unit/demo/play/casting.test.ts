import { describe, expect, it } from 'vitest';
import { cast, castNaming, type NamingPart, type Part } from '../../../../demo/play/casting.js';

const urns = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => String(900_001 + index));

const choices: { readonly [Name in keyof Part]: readonly Part[Name][] } = {
  review: ['approve', 'override-small', 'override-large', 'override-declined'],
  quarantine: ['release', 'withhold'],
  school: ['agree', 'silent', 'challenge-upheld', 'challenge-dismissed', 'propose-higher'],
  year: ['steady', 'improving', 'short', 'near-miss', 'shocked'],
  shock: ['none', 'opened', 'asked', 'asked-in-vain'],
  adviser: ['enhanced', 'regional', 'toolkit', 'decline'],
  returns: ['on-time', 'late', 'restated'],
};

const names = Object.keys(choices) as (keyof Part)[];

describe.each([60, 200, 1900])('a cast of %d schools', (count) => {
  const parts = [...cast(urns(count), 1).values()];

  it.each(names)('includes every part of %s, the ordinary one most', (name) => {
    const played = new Map<string, number>();
    for (const part of parts) played.set(part[name], (played.get(part[name]) ?? 0) + 1);
    expect([...played.keys()].sort()).toEqual([...choices[name]].sort());
    const [ordinary] = choices[name];
    expect(Math.max(...played.values())).toBe(played.get(ordinary ?? ''));
  });

  it('gives each school one part, whatever the order of the list', () => {
    const listed = cast(urns(count), 1);
    const turned = cast([...urns(count)].reverse(), 1);
    expect(listed.size).toBe(count);
    for (const [urn, part] of listed) expect(turned.get(urn)).toEqual(part);
  });

  it('has support offered and declined among the schools that fall short', () => {
    const advisers = new Set(parts.filter(({ year }) => year === 'short').map(({ adviser }) => adviser));
    expect([...advisers].sort()).toEqual(['decline', 'enhanced', 'regional', 'toolkit']);
  });

  it('gives a school with a restated or late return an even year otherwise', () => {
    const odd = parts.filter(({ returns }) => returns !== 'on-time');
    expect(odd.every(({ year }) => year === 'steady' || year === 'improving')).toBe(true);
  });
});

it('a cast gives local shocks to schools whose year is shocked; some ask themselves, and others ask and are refused', () => {
  const parts = [...cast(urns(200), 1).values()];
  for (const { year, shock } of parts) {
    expect(['opened', 'asked'].includes(shock)).toBe(year === 'shocked');
    if (shock === 'asked-in-vain') expect(year).toBe('near-miss');
  }
});

it('a cast is the same for the same seed and different for another', () => {
  const [one, same, other] = [cast(urns(200), 1), cast(urns(200), 1), cast(urns(200), 2)];
  expect([...one]).toEqual([...same]);
  expect(urns(200).some((urn) => JSON.stringify(one.get(urn)) !== JSON.stringify(other.get(urn)))).toBe(true);
});

describe('the answers of schools when they are asked whether they may be named', () => {
  const answersOf = (parts: ReadonlyMap<string, NamingPart>): readonly NamingPart[] => [...parts.values()];

  it.each([9, 40, 700])('from %d schools include some yes, some no, some silent, and one withdrawn yes', (count) => {
    const answers = answersOf(castNaming(urns(count), 1));
    expect(answers).toHaveLength(count);
    expect(new Set(answers)).toEqual(new Set(['agree', 'decline', 'silent', 'withdraw']));
    expect(answers.filter((part) => part === 'withdraw')).toHaveLength(1);
  });

  it('from a single school that agrees do not include a withdrawn yes', () => {
    expect(answersOf(castNaming(urns(1), 1))).toEqual(['agree']);
    expect(castNaming([], 1).size).toBe(0);
  });

  it('are the same for the same seed, whatever the order of the list, and different for another seed', () => {
    const one = castNaming(urns(200), 1);
    const [turned, other] = [castNaming([...urns(200)].reverse(), 1), castNaming(urns(200), 2)];
    for (const [urn, part] of one) expect(turned.get(urn)).toBe(part);
    expect([...one].some(([urn, part]) => other.get(urn) !== part)).toBe(true);
  });
});
