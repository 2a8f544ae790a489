import { describe, expect, it } from 'vitest';
import { type HistoryStanding } from '../../../../domain/scope/history-standing.js';
import { minimumEnrolments, scopeOf } from '../../../../domain/scope/scope.js';
import { isRural, isSelective } from '../../../../domain/scope/traits.js';
import { type Establishment } from '../../../../domain/scope/types.js';

const own: HistoryStanding = { kind: 'own' };
const school = (change: Partial<Establishment>): Pick<Establishment, 'typeCode' | 'status' | 'phase'> => ({
  typeCode: '01',
  status: 'open',
  phase: 'primary',
  ...change,
});

/** Rules: docs/sources/expectation.md#which-schools; type codes: docs/sources/data-formats.md#register. */
describe('the scope of expectations', () => {
  it.each(['01', '02', '03', '05', '06', '28', '34', '35', '40', '41', '2'])(
    'includes a mainstream state school of type %s',
    (typeCode) => {
      expect(scopeOf({ establishment: school({ typeCode }), enrolments: 200, history: own })).toEqual({
        kind: 'in-scope',
      });
    },
  );

  it.each(['primary', 'middle-deemed-primary', 'secondary', 'middle-deemed-secondary', 'all-through'] as const)(
    'includes the phase %s',
    (phase) => {
      expect(scopeOf({ establishment: school({ phase }), enrolments: 200, history: own }).kind).toBe('in-scope');
    },
  );

  it.each([
    [{ typeCode: '07' }, 'special'],
    [{ typeCode: '44' }, 'special'],
    [{ typeCode: '14' }, 'alternative-provision'],
    [{ typeCode: '42' }, 'alternative-provision'],
    [{ typeCode: '11' }, 'independent'],
    [{ typeCode: '39' }, 'sixteen-plus'],
    [{ typeCode: '15' }, 'nursery'],
    [{ typeCode: '37' }, 'other-type'],
    [{ phase: 'special' }, 'special'],
    [{ phase: 'other' }, 'no-phase'],
    [{ status: 'closed' }, 'closed'],
    [{ status: 'proposed-to-open' }, 'proposed-to-open'],
    [{ status: 'closed', typeCode: '07' }, 'closed'],
  ] as const)('excludes %o as %s', (change, code) => {
    const scope = scopeOf({ establishment: school(change), enrolments: 200, history: own });
    expect(scope).toMatchObject({ kind: 'out-of-scope', reason: { code } });
  });

  it('includes a school that is proposed to close, because it is still open', () => {
    expect(
      scopeOf({ establishment: school({ status: 'proposed-to-close' }), enrolments: 200, history: own }).kind,
    ).toBe('in-scope');
  });

  it('requires at least thirty enrolments', () => {
    const scopeAt = (enrolments: number): unknown => scopeOf({ establishment: school({}), enrolments, history: own });
    expect(scopeAt(minimumEnrolments)).toEqual({ kind: 'in-scope' });
    expect(scopeAt(minimumEnrolments - 1)).toMatchObject({ kind: 'withheld', reason: { code: 'too-small' } });
  });

  it('withholds a school of unknown size', () => {
    expect(scopeOf({ establishment: school({}), history: own })).toMatchObject({
      kind: 'withheld',
      reason: { code: 'enrolments-unknown' },
    });
  });

  it.each([
    [{ kind: 'carried', fromUrn: '900001' }, 'in-scope', undefined],
    [{ kind: 'none' }, 'withheld', 'no-history'],
    [{ kind: 'not-carried', reason: 'sponsor-led' }, 'withheld', 'history-not-carried'],
    [{ kind: 'not-carried', reason: 'merged' }, 'withheld', 'history-not-carried'],
    [{ kind: 'not-carried', reason: 'split' }, 'withheld', 'history-not-carried'],
  ] as const)('for a history %o gives %s', (history, kind, code) => {
    const scope = scopeOf({ establishment: school({}), enrolments: 200, history });
    expect(scope.kind).toBe(kind);
    expect(scope.kind === 'in-scope' ? undefined : scope.reason.code).toBe(code);
  });
});

describe('traits read from the register', () => {
  it.each([
    ['selective', 'secondary', true],
    ['non-selective', 'secondary', false],
    ['not-applicable', 'secondary', false],
    ['unknown', 'secondary', undefined],
    ['unknown', 'all-through', undefined],
    ['unknown', 'primary', false],
    ['not-applicable', 'primary', false],
  ] as const)('with admissions %s in a %s school give selective as %s', (admissionsPolicy, phase, expected) => {
    expect(isSelective({ admissionsPolicy, phase })).toBe(expected);
  });

  it.each([
    ['UN1', false],
    ['UF1', false],
    ['RLN1', true],
    ['RSF1', true],
    ['A1', false],
    ['C1', false],
    ['D1', true],
    ['F2', true],
    ['', false],
  ] as const)('with urban-rural code %s give rural as %s', (urbanRural, expected) => {
    expect(isRural({ urbanRural })).toBe(expected);
  });

  it('without a code count as urban, with the stricter cap', () => {
    expect(isRural({})).toBe(false);
  });
});
