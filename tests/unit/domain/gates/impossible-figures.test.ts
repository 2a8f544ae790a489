import { describe, expect, it } from 'vitest';
import { type AbsenceFact } from '../../../../domain/gates/types.js';
import { type PublishedFigure } from '../../../../domain/shared/published-figure.js';
import { before, fact, fires, named, reasonOf, value, withLast, without } from './sound-draft.js';

const suppressed: PublishedFigure = { kind: 'suppressed', raw: 'c' };
const absenceIn = (row: AbsenceFact): { readonly absence: readonly AbsenceFact[] } => ({ absence: [row, before()] });

describe('the sessions of a full year', () => {
  it('are at least 280 for each of the school’s pupils', () => {
    expect(fires('partial-year', withLast({ possibleSessions: 56_000 }))).toBe(false);
    expect(fires('partial-year', withLast({ possibleSessions: 55_999 }))).toBe(true);
    expect(fires('partial-year-before', { absence: [fact(), before({ possibleSessions: 56_000 })] })).toBe(false);
    expect(fires('partial-year-before', { absence: [fact(), before({ possibleSessions: 55_999 })] })).toBe(true);
  });

  it('are at most 405 for each of its pupils, in either year', () => {
    expect(fires('too-many-sessions', withLast({ possibleSessions: 81_000 }))).toBe(false);
    expect(fires('too-many-sessions', withLast({ possibleSessions: 81_001 }))).toBe(true);
    expect(fires('too-many-sessions', { absence: [fact(), before({ possibleSessions: 81_001 })] })).toBe(true);
  });

  it('are not judged where sessions or enrolments are not given', () => {
    const short = fact({ possibleSessions: 100, absenceSessions: 6 });
    const long = fact({ possibleSessions: 200_000, absenceSessions: 12_400 });
    for (const row of [short, long, short, long].flatMap((one) => [
      without(one, 'enrolments'),
      without(one, 'possibleSessions'),
    ])) {
      const gates = named({ absence: [row, { ...row, ...without(before(), 'enrolments', 'possibleSessions') }] });
      expect(gates.filter((gate) => gate.startsWith('partial') || gate === 'too-many-sessions')).toEqual([]);
    }
  });

  it('are not judged for a year without a row', () => {
    expect(named({ absence: [before()] })).not.toContain('partial-year');
    expect(named({ absence: [fact()] })).not.toContain('partial-year-before');
  });
});

describe('the number of absence sessions', () => {
  it.each([
    ['nothing', 0, false],
    ['less than nothing', -1, true],
    ['all that were possible', 60_000, false],
    ['one more than were possible', 60_001, true],
  ])('of %s', (_, absenceSessions, isFound) => {
    expect(fires('absence-above-possible', withLast({ absenceSessions }))).toBe(isFound);
  });

  it('below zero is found without the possible sessions, and others pass without them', () => {
    const counted = (absenceSessions: number): AbsenceFact => without(fact({ absenceSessions }), 'possibleSessions');
    expect(fires('absence-above-possible', absenceIn(counted(-1)))).toBe(true);
    expect(fires('absence-above-possible', absenceIn(counted(99_999)))).toBe(false);
    expect(fires('absence-above-possible', absenceIn(without(fact(), 'absenceSessions')))).toBe(false);
  });
});

describe('a percentage', () => {
  const columns = ['absence', 'authorised', 'unauthorised', 'persistentAbsence'] as const;

  it.each(columns)('in %s is between 0 and 100 inclusive', (column) => {
    expect([0, 100].map((percent) => fires('rate-out-of-range', withLast({ [column]: value(percent) })))).toEqual([
      false,
      false,
    ]);
    expect(
      [-0.1, 100.1, NaN].map((percent) => fires('rate-out-of-range', withLast({ [column]: value(percent) }))),
    ).toEqual([true, true, true]);
  });

  it('that is suppressed or not given is not judged', () => {
    expect(named(withLast({ authorised: suppressed, persistentAbsence: suppressed }))).toEqual([]);
    expect(named(absenceIn(without(fact(), 'authorised', 'persistentAbsence')))).toEqual([]);
  });
});

describe('a rate and its own counts', () => {
  const half = { roundingPoints: 0.5 };
  const rate = (percent: number, sessions: Partial<AbsenceFact> = { absenceSessions: 3600 }): boolean =>
    fires('rate-differs-from-counts', withLast({ absence: value(percent), ...sessions }), half);

  it('may differ by rounding only, up or down', () => {
    expect([rate(6.5), rate(5.5), rate(6.51), rate(5.49)]).toEqual([false, false, true, true]);
  });

  it('are not compared where the rate is suppressed, a count is missing, or no session was possible', () => {
    const differs = (row: AbsenceFact): boolean => fires('rate-differs-from-counts', absenceIn(row));
    expect(differs(fact({ absence: suppressed }))).toBe(false);
    expect(differs(without(fact(), 'possibleSessions'))).toBe(false);
    expect(differs(without(fact(), 'absenceSessions'))).toBe(false);
    expect(rate(6, { possibleSessions: 0, absenceSessions: 5 })).toBe(false);
    expect(rate(6, { possibleSessions: 1, absenceSessions: 1 })).toBe(true);
  });
});

describe('authorised and unauthorised absence', () => {
  const parts = (authorised: PublishedFigure, unauthorised: PublishedFigure): boolean =>
    fires(
      'parts-differ-from-whole',
      { absence: [fact({ absence: value(6), authorised, unauthorised }), before()] },
      { roundingPoints: 0.5 },
    );

  it('add up to the whole, within twice the rounding', () => {
    expect([parts(value(4), value(1)), parts(value(4), value(3))]).toEqual([false, false]);
    expect([parts(value(4), value(0.9)), parts(value(4), value(3.1))]).toEqual([true, true]);
  });

  it('are not added where one of the three is suppressed', () => {
    expect([parts(suppressed, value(9)), parts(value(9), suppressed)]).toEqual([false, false]);
    expect(fires('parts-differ-from-whole', withLast({ absence: suppressed }))).toBe(false);
  });
});

describe('overall and persistent absence', () => {
  const pair = (overall: number, persistent: number): boolean =>
    fires('persistent-absence-impossible', withLast({ absence: value(overall), persistentAbsence: value(persistent) }));

  it.each([
    ['a tenth of the persistently absent, but for half a point', 7.5, 80, false],
    ['less than these miss', 7.49, 80, true],
    ['all that the persistently absent and the others can miss, and half a point', 19.5, 10, false],
    ['more than all can miss', 19.51, 10, true],
  ])('are compared for overall absence of %s', (_, overall, persistent, isFound) => {
    expect(pair(overall, persistent)).toBe(isFound);
  });

  it('with the same last digits are held, unless they are too coarse to distinguish', () => {
    const repeated = (overall: number, persistent: number): boolean =>
      fires('column-repeated', withLast({ absence: value(overall), persistentAbsence: value(persistent) }));
    expect(
      [6.2003, 6.21, 6.2].map((percent) => repeated(percent, percent)).concat(repeated(6.2003, 6.2004), repeated(0, 0)),
    ).toEqual([true, true, false, false, false]);
  });

  it('are not compared where one of the two is suppressed or not given', () => {
    for (const gate of ['persistent-absence-impossible', 'column-repeated'] as const) {
      expect(fires(gate, withLast({ absence: suppressed, persistentAbsence: value(80) }))).toBe(false);
      expect(fires(gate, withLast({ absence: suppressed, persistentAbsence: suppressed }))).toBe(false);
      expect(fires(gate, withLast({ absence: value(6.2003), persistentAbsence: suppressed }))).toBe(false);
      expect(fires(gate, absenceIn(without(fact(), 'persistentAbsence')))).toBe(false);
    }
  });
});

it('a finding on impossible figures names each faulty year once, the earlier first', () => {
  const faulty = { absenceSessions: -1 };
  expect(reasonOf('absence-above-possible', { absence: [fact(faulty), fact(faulty), before(faulty)] })).toBe(
    'Absence sessions are not between nothing and the possible sessions. Year: 2021/22 and 2022/23.',
  );
});
