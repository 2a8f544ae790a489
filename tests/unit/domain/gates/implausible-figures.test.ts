import { describe, expect, it } from 'vitest';
import { type GatePolicy, defaultGatePolicy } from '../../../../domain/gates/policy.js';
import { type AbsenceFact, type GateInput } from '../../../../domain/gates/types.js';
import { nationalRatesOf } from '../baseline/invented.js';
import {
  before,
  establishment,
  fact,
  fires,
  lastYear,
  named,
  reasonOf,
  value,
  withLast,
  without,
  yearBefore,
} from './sound-draft.js';

const bare = (percent: number, change: Partial<AbsenceFact> = {}): AbsenceFact => ({
  academicYear: lastYear,
  urn: '900001',
  phase: 'primary',
  absence: value(percent),
  ...change,
});
const suppressed = { kind: 'suppressed', raw: 'c' } as const;
const noRates: GateInput['nationalRates'] = { primary: {}, secondary: {}, special: {} };

describe('the gate on a school’s rate', () => {
  it.each([
    [1.5, false],
    [1.49, true],
    [24, false],
    [24.01, true],
  ])('judges %f where the nation has 6, with bounds of a quarter and four times', (percent, isFound) => {
    expect(fires('rate-implausible', withLast({ absence: value(percent) }))).toBe(isFound);
    expect(fires('rate-implausible', { absence: [fact(), before({ absence: value(percent) })] })).toBe(isFound);
  });

  it('uses the national rate of the same phase and year, and names the first year out of bounds', () => {
    const absence = [
      fact({ absence: value(30), phase: 'secondary' }),
      before({ absence: value(40), phase: 'secondary' }),
    ];
    expect(reasonOf('rate-implausible', { absence })).toContain('of 2021/22 is');
    expect(fires('rate-implausible', { absence: absence.slice(0, 1) })).toBe(false);
  });

  it('does not judge a suppressed rate or one without a national rate', () => {
    expect(fires('rate-implausible', withLast({ absence: suppressed }))).toBe(false);
    expect(fires('rate-implausible', { ...withLast({ absence: value(60) }), nationalRates: noRates })).toBe(false);
  });
});

describe('the gate on two years with the same rate', () => {
  const repeats = (now: Partial<AbsenceFact>, then: Partial<AbsenceFact>): boolean =>
    fires('years-repeat', { absence: [bare(6.2, now), bare(6.2, { academicYear: yearBefore, ...then })] });
  const counts = { possibleSessions: 60_000, absenceSessions: 3720 };

  it('finds a repeat when the counts are the same too', () => {
    expect(repeats(counts, counts)).toBe(true);
    expect(repeats(counts, { ...counts, possibleSessions: 60_010 })).toBe(false);
    expect(repeats(counts, { ...counts, absenceSessions: 3721 })).toBe(false);
  });

  it('finds a repeat by the last digits where counts are not given for both years', () => {
    const fine = { absence: value(6.21337) };
    expect(repeats(fine, fine)).toBe(true);
    expect(repeats({ ...fine, ...counts }, fine)).toBe(true);
    expect(repeats(fine, { ...fine, ...counts })).toBe(true);
    expect(repeats({}, {})).toBe(false);
    expect(repeats({}, counts)).toBe(false);
  });

  it('finds a repeat by the digits of another rate where the overall rate happens to end in zeros', () => {
    for (const rate of ['authorised', 'unauthorised', 'persistentAbsence'] as const) {
      expect(repeats({ [rate]: value(4.09856) }, { [rate]: value(4.09856) })).toBe(true);
      expect(repeats({ [rate]: value(4.09856) }, { [rate]: value(4.09857) })).toBe(false);
      expect(repeats({ [rate]: value(4.09) }, { [rate]: value(4.09) })).toBe(false);
      expect(repeats({ [rate]: value(4.09856) }, {})).toBe(false);
    }
    expect(repeats({ authorised: suppressed }, { authorised: suppressed })).toBe(false);
  });

  it('finds none when the rates differ, both are suppressed, or there is one row', () => {
    expect(repeats(counts, { ...counts, absence: value(6.3) })).toBe(false);
    expect(repeats({ ...counts, absence: suppressed }, { ...counts, absence: suppressed })).toBe(false);
    expect(fires('years-repeat', { absence: [fact()] })).toBe(false);
    expect(fires('years-repeat', { absence: [before()] })).toBe(false);
  });
});

it('figures of another school are reported with their years', () => {
  expect(reasonOf('figures-of-another', { yearsOfAnother: [yearBefore, lastYear] })).toBe(
    'The figures of 2021/22 and 2022/23 are also in the row of another school.',
  );
  expect(fires('figures-of-another', { yearsOfAnother: [] })).toBe(false);
});

describe('the gate on a jump between years', () => {
  const noise = (constant: number, perPupil: number): GatePolicy['yearNoise'] => ({
    ...defaultGatePolicy.yearNoise,
    primary: { constant, perPupil },
  });
  /** From `then` to `now`, in per cent; the nation has 6 in both years. */
  const jump = (now: AbsenceFact, then: AbsenceFact, policy: Partial<GatePolicy>, pupils?: number): boolean => {
    const school = without(establishment, 'numberOfPupils');
    return fires(
      'implausible-jump',
      {
        absence: [now, { ...then, academicYear: yearBefore }],
        establishment: pupils === undefined ? school : { ...school, numberOfPupils: pupils },
      },
      policy,
    );
  };

  it('measures it in standard deviations of the year’s noise, up or down', () => {
    const yearNoise = noise(0.25, 0);
    expect(jump(bare(7.5), bare(4.5), { yearNoise, jumpDeviations: 6 })).toBe(false);
    expect(jump(bare(7.5), bare(4.5), { yearNoise, jumpDeviations: 5.99 })).toBe(true);
    expect(jump(bare(4.5), bare(7.5), { yearNoise, jumpDeviations: 6 })).toBe(false);
    expect(jump(bare(4.5), bare(7.5), { yearNoise, jumpDeviations: 5.99 })).toBe(true);
  });

  it('weights it less at a higher level of absence, between half and four times the nation’s', () => {
    const yearNoise = noise(1, 0);
    expect(jump(bare(15), bare(9), { yearNoise, jumpDeviations: 3 })).toBe(false);
    expect(jump(bare(15), bare(9), { yearNoise, jumpDeviations: 2.99 })).toBe(true);
    expect(jump(bare(1.5), bare(0.5), { yearNoise, jumpDeviations: 2 })).toBe(false);
    expect(jump(bare(1.5), bare(0.5), { yearNoise, jumpDeviations: 1.99 })).toBe(true);
    expect(jump(bare(42), bare(30), { yearNoise, jumpDeviations: 3 })).toBe(false);
    expect(jump(bare(42), bare(30), { yearNoise, jumpDeviations: 2.99 })).toBe(true);
  });

  it.each([
    ['enrolments of last year', { enrolments: 100 }, { enrolments: 400 }, 400],
    ['enrolments of the year before', { enrolments: 400 }, { enrolments: 100 }, 400],
    ['number of pupils of the register', { enrolments: 400 }, { enrolments: 400 }, 100],
  ])('weights it less in a small school, by the smallest of the three sizes: %s', (_, now, then, pupils) => {
    const yearNoise = noise(0, 25);
    expect(jump(bare(7.5, now), bare(4.5, then), { yearNoise, jumpDeviations: 6 }, pupils)).toBe(false);
    expect(jump(bare(7.5, now), bare(4.5, then), { yearNoise, jumpDeviations: 5.99 }, pupils)).toBe(true);
  });

  it('treats a school of unknown size or of fewer than ten as one of ten pupils', () => {
    const yearNoise = noise(0, 2.5);
    for (const enrolments of [{}, { enrolments: 4 }]) {
      expect(jump(bare(7.5, enrolments), bare(4.5), { yearNoise, jumpDeviations: 6 })).toBe(false);
      expect(jump(bare(7.5, enrolments), bare(4.5), { yearNoise, jumpDeviations: 5.99 })).toBe(true);
    }
  });

  it('ignores it across phases, without one of the rates, or without the national rate of one year', () => {
    const policy = { jumpDeviations: 0 };
    const none = { absence: suppressed };
    expect(jump(bare(9), bare(4), policy)).toBe(true);
    expect(jump(bare(9), bare(4, { phase: 'secondary' }), policy)).toBe(false);
    expect(jump(bare(9, none), bare(4), policy)).toBe(false);
    expect(jump(bare(9), bare(4, none), policy)).toBe(false);
    const rates = nationalRatesOf({ primary: 6, secondary: 9, special: 12 });
    for (const year of [lastYear, yearBefore]) {
      const primary = Object.fromEntries(Object.entries(rates.primary).filter(([key]) => key !== year));
      const nationalRates = { ...rates, primary };
      expect(fires('implausible-jump', { nationalRates }, policy)).toBe(false);
    }
    expect(fires('implausible-jump', { absence: [fact()] }, policy)).toBe(false);
    expect(fires('implausible-jump', { absence: [before()] }, policy)).toBe(false);
  });

  it('ignores a change of the whole nation', () => {
    const rates = nationalRatesOf({ primary: 6, secondary: 9, special: 12 });
    const nationalRates = {
      ...rates,
      primary: { ...rates.primary, [yearBefore]: { absencePercent: 3, basis: 'published' as const } },
    };
    const then = before({
      absence: value(3.2),
      authorised: value(2.2),
      unauthorised: value(1),
      absenceSessions: 1920,
      persistentAbsence: value(8),
    });
    expect(named({ absence: [fact(), then], nationalRates })).toEqual([]);
  });
});
