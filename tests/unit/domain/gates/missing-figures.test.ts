import { describe, expect, it } from 'vitest';
import { type AbsenceFact } from '../../../../domain/gates/types.js';
import { before, fact, fires, named, reasonOf, value, withLast, without } from './sound-draft.js';

const suppressed = { kind: 'suppressed', raw: 'c' } as const;

describe('a year without a figure', () => {
  it('is named, whether the row or the figure is missing', () => {
    expect(reasonOf('last-year-missing', { absence: [before()] })).toBe('The absence file has no row for 2022/23.');
    expect(reasonOf('last-year-suppressed', withLast({ absence: suppressed }))).toBe(
      'The absence rate of 2022/23 is suppressed in the published file, because it covers few pupils.',
    );
    expect(reasonOf('year-before-missing', { absence: [fact()] })).toBe(
      'There is no usable absence rate for 2021/22, so only last year is used.',
    );
  });

  it('is found by exactly one gate: a missing row has no suppressed figure', () => {
    expect(named({ absence: [before()] })).toEqual(['last-year-missing']);
    expect(named({ absence: [fact(), before({ absence: suppressed })] })).toEqual(['year-before-missing']);
  });
});

describe('two rows of one year', () => {
  const conflict = (one: AbsenceFact, other: AbsenceFact): boolean => fires('doubled-rows', { absence: [one, other] });

  it.each([
    ['rate', { absence: value(6.3) }],
    ['mark', { absence: suppressed }],
    ['enrolments', { enrolments: 201 }],
    ['possible sessions', { possibleSessions: 60_001 }],
    ['absence sessions', { absenceSessions: 3721 }],
  ])('that differ in their %s are a conflict, in either order', (_, change) => {
    expect(conflict(fact(), fact(change))).toBe(true);
    expect(conflict(fact(change), fact())).toBe(true);
  });

  it('that have the same figures are not a conflict, and neither are rows of two years', () => {
    expect(conflict(fact(), fact())).toBe(false);
    expect(conflict(fact({ absence: suppressed }), fact({ absence: suppressed }))).toBe(false);
    expect(conflict(fact(), before())).toBe(false);
  });

  it('are distinguished by column, so that a figure is not mistaken for that of the next column', () => {
    const [one, other] = [without(fact(), 'enrolments'), without(fact(), 'possibleSessions')];
    expect(conflict({ ...one, possibleSessions: 200 }, { ...other, enrolments: 200 })).toBe(true);
    const marked = { kind: 'not-available', raw: 'x' } as const;
    expect(conflict(fact({ absence: suppressed }), fact({ absence: marked }))).toBe(true);
    expect(conflict({ ...one, possibleSessions: 5 }, { ...one, possibleSessions: 5 })).toBe(false);
  });

  it('are found in any year', () => {
    expect(named({ absence: [fact(), before(), before({ enrolments: 190 })] })).toEqual(['doubled-rows']);
  });
});
