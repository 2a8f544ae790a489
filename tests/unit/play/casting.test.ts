import { describe, expect, it } from 'vitest';
import { cast, type Part } from '../../../play/casting.js';

const urns = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => String(900_001 + index));

const choices: { readonly [Name in keyof Part]: readonly Part[Name][] } = {
  review: ['approve', 'override-small', 'override-large', 'override-declined'],
  quarantine: ['release', 'withhold'],
  school: ['agree', 'silent', 'challenge-upheld', 'challenge-dismissed', 'propose-higher'],
  year: ['steady', 'improving', 'short', 'near-miss', 'shocked'],
  adviser: ['enhanced', 'regional', 'toolkit', 'decline'],
  returns: ['on-time', 'late', 'restated'],
};

const names = Object.keys(choices) as (keyof Part)[];

describe.each([60, 200, 1900])('a cast of %d schools', (count) => {
  const parts = [...cast(urns(count), 1).values()];

  it.each(names)('plays every part of %s, the ordinary one most', (name) => {
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

  it('lets a restated or late return stand for itself: such a school has an even year', () => {
    const odd = parts.filter(({ returns }) => returns !== 'on-time');
    expect(odd.every(({ year }) => year === 'steady' || year === 'improving')).toBe(true);
  });
});

it('the same seed casts the same, another seed otherwise', () => {
  const [one, same, other] = [cast(urns(200), 1), cast(urns(200), 1), cast(urns(200), 2)];
  expect([...one]).toEqual([...same]);
  expect(urns(200).some((urn) => JSON.stringify(one.get(urn)) !== JSON.stringify(other.get(urn)))).toBe(true);
});
