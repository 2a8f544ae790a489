import { describe, expect, it } from 'vitest';
import { type AbsenceFact } from '../../../../domain/gates/types.js';
import { before, establishment, fact, fires, named, reasonOf, withLast, withSchool, without } from './sound-draft.js';

describe('the status in the register', () => {
  it.each([
    ['open', []],
    ['closed', ['school-closed']],
    ['proposed-to-open', ['school-closed']],
    ['proposed-to-close', ['school-closing']],
  ] as const)('of a school that is %s is reported unless open', (status, gates) => {
    expect(named(withSchool({ status }))).toEqual(gates);
  });

  it('of an open school is contradicted by an end before the year starts, or an opening after it ends', () => {
    const contradicts = (dates: { openedOn?: string; closedOn?: string }): boolean =>
      fires('dates-contradict-status', withSchool(dates));
    expect(contradicts({ closedOn: '2023-08-31' })).toBe(true);
    expect(contradicts({ closedOn: '2023-09-01' })).toBe(false);
    expect(contradicts({ openedOn: '2024-09-01' })).toBe(true);
    expect(contradicts({ openedOn: '2024-08-31' })).toBe(false);
  });

  it('of a school that is not open is not contradicted by its closing date', () => {
    expect(named(withSchool({ status: 'closed', closedOn: '2020-08-31' }))).toEqual(['school-closed']);
  });
});

describe('the phase in the register', () => {
  const [secondary, secondaryBefore] = [fact({ phase: 'secondary' }), before({ phase: 'secondary' })];

  it('is that of last year’s row, and is not checked without one', () => {
    expect(fires('phase-mismatch', { absence: [secondary, secondaryBefore] })).toBe(true);
    expect(fires('phase-mismatch', { absence: [secondaryBefore] })).toBe(false);
    expect(fires('phase-changed', { absence: [secondaryBefore] })).toBe(false);
  });

  it('that changed is reported with the year in which it differed', () => {
    expect(reasonOf('phase-changed', { absence: [fact(), secondaryBefore] })).toBe(
      'The school was in another phase in 2021/22.',
    );
    expect(fires('phase-changed', { absence: [fact()] })).toBe(false);
  });

  it('of an all-through school is that of its secondary pupils', () => {
    const allThrough = { ...establishment, phase: 'all-through' as const, admissionsPolicy: 'non-selective' as const };
    expect(fires('phase-mismatch', { establishment: allThrough, absence: [secondary] })).toBe(false);
  });
});

describe('the local authority in a school’s rows', () => {
  it('is that of the register, unless the row does not give one', () => {
    expect(named({ absence: [fact(), before({ laCode: '902' })] })).toEqual(['area-mismatch']);
    expect(named({ absence: [without(fact(), 'laCode'), without(before(), 'laCode')] })).toEqual([]);
  });

  it('that was reorganised is reported, and is not a mismatch', () => {
    expect(named({ ...withLast({ laCode: '902' }), isAreaReorganised: true })).toEqual(['area-changed']);
    expect(named({ ...withLast({ laCode: '902' }), isAreaReorganised: false })).toEqual(['area-mismatch']);
    expect(named({ isAreaReorganised: true })).toEqual([]);
  });
});

describe('the school number in a school’s rows', () => {
  const differs = (own: string | undefined, ...absence: readonly AbsenceFact[]): boolean =>
    fires('school-number-differs', { ...(own === undefined ? {} : withSchool({ laestab: own })), absence });

  it('of the newest row is the register’s, whatever the authority’s three digits are', () => {
    expect(differs('9012000', fact({ laestab: '9012001' }), before())).toBe(true);
    expect(differs('9012000', fact({ laestab: '9022000' }), before())).toBe(false);
    expect(differs('9012000', before({ laestab: '9012001' }))).toBe(true);
  });

  it('may differ in an earlier row, or in the row of another URN', () => {
    expect(differs('9012000', fact({ laestab: '9012000' }), before({ laestab: '9012001' }))).toBe(false);
    expect(differs('9012000', fact({ laestab: '9012001', urn: '900009' }), before())).toBe(false);
  });

  it('is not compared where the register or the row has none', () => {
    expect(differs(undefined, fact({ laestab: '9012001' }), before())).toBe(false);
    expect(differs('9012000', fact(), before())).toBe(false);
    expect(differs(undefined, fact(), before())).toBe(false);
  });

  it('is compared in each of two duplicate rows', () => {
    expect(differs('9012000', fact({ laestab: '9012000' }), fact({ laestab: '9012001' }))).toBe(true);
  });
});
