import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  judgeMonths,
  referralGround,
  type Judgement,
  type MonthCheck,
} from '../../../../domain/monitoring/judgement.js';
import { defaultMonitoringPolicy } from '../../../../domain/monitoring/policy.js';
import { type MonthFigures } from '../../../../domain/monitoring/month-figures.js';
import {
  exampleCalendar,
  exampleInput,
  exampleMonths,
  exampleShock,
  type ExampleSchool,
} from './school-year-example.js';

const policy = defaultMonitoringPolicy;
const floor = 94;
const school = (absencePercent: number, enrolments = 400): ExampleSchool => ({
  phase: 'primary',
  enrolments,
  absencePercent,
});
const referralDue = (judgement: Judgement): boolean => referralGround(judgement, policy) !== undefined;
const states = (judgement: Judgement): readonly string[] => judgement.checks.map(({ state }) => state);
const judge = (absencePercent: number, change: Parameters<typeof exampleInput>[2] = {}): Judgement =>
  judgeMonths(exampleInput(school(absencePercent), floor, change));
const first = (count: number, absencePercent: number): MonthFigures[] =>
  exampleMonths(school(absencePercent)).slice(0, count);

/** A shock of every school day of a month, as several decisions of at most ten days would make it. */
const whole = (month: string): ReturnType<typeof exampleShock> => exampleShock(`${month}-01`, `${month}-31`);

describe('the judgement of the year to date', () => {
  test('gives no status before three months', () => {
    const two = judge(9, { months: first(2, 9) });
    expect(two.status).toBe('not-enough-data');
    expect(states(two)).toEqual(['not-enough-data', 'not-enough-data']);
    expect(judge(9, { months: first(3, 9) }).status).toBe('below');
  });

  test('keeps a school that follows the season to its floor on track all year, although September is far better than July', () => {
    const judgement = judge(5.995);
    expect(states(judgement).slice(2)).toEqual(Array.from({ length: 9 }, () => 'on-track'));
    expect(judgement.shortfallPoints).toBeCloseTo(0, 1);
    const [september] = judgement.checks;
    expect(september?.expectedYearToDateAbsencePercent).toBeLessThan(5.2);
    expect(september?.shortfallPoints).toBeCloseTo(0, 1);
  });

  test('puts a school well above its ceiling below, and the third such check makes a referral due', () => {
    const due = [3, 4, 5].map((count) => referralDue(judge(9, { months: first(count, 9) })));
    expect(due).toEqual([false, false, true]);
    expect(judge(9).consecutiveBelow).toBe(9);
  });

  test('never puts a shortfall under half a point below, however certain it is', () => {
    const large = judgeMonths(exampleInput(school(6.45, 5000), floor));
    expect(large.probabilityYearEndsShort).toBeGreaterThan(0.9);
    expect(new Set(states(large).slice(2))).toEqual(new Set(['watch']));
  });

  test('proposes nothing for a run of checks below without one by some distance, as chance does in a small school', () => {
    const small = judgeMonths(exampleInput(school(6.8, 60), floor));
    expect(small.shortfallPoints).toBeGreaterThan(policy.leastShortfallPoints);
    expect(small.consecutiveBelow).toBeGreaterThanOrEqual(policy.successiveChecksBelow);
    expect(small.checks.some(({ isSomeDistance }) => isSomeDistance)).toBe(false);
    expect(referralDue(small)).toBe(false);
  });

  test('bases a referral on the first check by some distance with a run behind it, for as long as the run', () => {
    const check = (month: string, state: MonthCheck['state'], isSomeDistance: boolean): MonthCheck => ({
      month,
      state,
      isSomeDistance,
      exemptShare: 0,
      isThin: false,
    });
    const checks = [
      check('2024-11', 'below', true),
      check('2024-12', 'below', false),
      check('2025-01', 'below', false),
      check('2025-02', 'exempt', true),
      check('2025-03', 'below', true),
      check('2025-04', 'below', false),
      check('2025-05', 'watch', true),
    ];
    const grounds = checks.map((_, index) => referralGround({ checks: checks.slice(0, index + 1) }, policy));
    expect(grounds).toEqual([undefined, undefined, undefined, undefined, '2025-03', '2025-03', undefined]);
  });

  test('says when a check cannot show how the year ends', () => {
    const inconclusive = (absencePercent: number): boolean | undefined =>
      judge(absencePercent, { months: first(5, absencePercent) }).checks.at(-1)?.isInconclusive;
    expect(inconclusive(6)).toBe(true);
    expect(inconclusive(4)).toBe(false);
    expect(inconclusive(9)).toBe(false);
    expect(judge(6).checks.at(-1)?.isInconclusive).toBe(false);
  });

  test('makes no referral for one bad month in the year to date', () => {
    const months = exampleMonths(school(5.8), [0, 0, 0, 0, 4]);
    expect(referralDue(judge(5.8, { months }))).toBe(false);
  });

  test('has a standard error that falls as months come in and is larger for a smaller school', () => {
    const errors = judge(6).checks.map(({ standardErrorPoints }) => standardErrorPoints ?? 0);
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    const small = judgeMonths(exampleInput(school(6, 100), floor));
    expect(small.standardErrorPoints).toBeGreaterThan(errors.at(-1) ?? 0);
  });

  test('moves the path and not the school in a bad national year', () => {
    expect(judge(7.5).status).toBe('below');
    expect(judge(7.5, { nationalShiftPoints: 1.5 }).status).toBe('on-track');
  });

  test('applies a shift from its month on, until a newer one comes', () => {
    const months = first(5, 7.5).map((figures, index) =>
      index === 3 ? { ...figures, nationalShiftPoints: 1.5 } : figures,
    );
    expect(states(judge(7.5, { months }))).toEqual([
      'not-enough-data',
      'not-enough-data',
      'below',
      'on-track',
      'on-track',
    ]);
  });
});

describe('the set of months in a judgement', () => {
  test('gives the same result in any order of arrival', () => {
    const months = exampleMonths(school(7), [0.4, -1, 0.7, 1.2, 0, -0.5, 2, 0.1, 0, 1, -2]);
    const expected = judge(7, { months });
    fc.assert(
      fc.property(fc.shuffledSubarray(months, { minLength: months.length }), (arrived) => {
        expect(judge(7, { months: arrived })).toEqual(expected);
      }),
    );
  });

  test('gives each month the same check whatever comes after it', () => {
    const strays = fc.array(fc.double({ min: -3, max: 6, noNaN: true }), { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(strays, fc.integer({ min: 1, max: 10 }), (stray, count) => {
        const months = exampleMonths(school(6.5), stray);
        const shorter = judge(6.5, { months: months.slice(0, count) });
        expect(judge(6.5, { months }).checks.slice(0, count)).toEqual(shorter.checks);
      }),
    );
  });

  test('stops at a gap until it is filled or accepted', () => {
    const months = exampleMonths(school(9)).filter(({ month }) => month !== '2024-11');
    const waiting = judge(9, { months });
    expect(waiting.checks.map(({ month }) => month)).toEqual(['2024-09', '2024-10']);
    expect(waiting.waitingFor).toBe('2024-11');
    const accepted = judge(9, { months, acceptedGaps: ['2024-11'] });
    expect(accepted.checks.map(({ month }) => month)).toEqual(
      exampleCalendar.months.map(({ month }) => month).filter((month) => month !== '2024-11'),
    );
    expect(accepted.waitingFor).toBeUndefined();
    expect(accepted.status).toBe('below');
  });

  test('is complete when no later month is held back', () => {
    expect(judge(9, { months: first(4, 9) }).waitingFor).toBeUndefined();
  });

  test('leaves out months of another year', () => {
    const months = [...first(3, 9), ...first(1, 9).map((figures) => ({ ...figures, month: '2023-09' }))];
    expect(judge(9, { months })).toEqual(judge(9, { months: first(3, 9) }));
  });

  test('keeps a month with impossible figures but does not judge it, and it neither adds to a run nor breaks it', () => {
    const months = exampleMonths(school(9)).map((figures) =>
      figures.month === '2024-12' ? { ...figures, persistentlyAbsentEnrolments: 900 } : figures,
    );
    const judgement = judge(9, { months: months.slice(0, 5) });
    expect(states(judgement)).toEqual(['not-enough-data', 'not-enough-data', 'below', 'not-judged', 'below']);
    expect(judgement.checks[3]?.reason).toMatch(/persistently/);
    expect(judgement.consecutiveBelow).toBe(2);
  });

  test('judges a restated month again', () => {
    const months = first(3, 9);
    const restated = first(3, 5.5).map((figures) => ({ ...figures, revision: 2 }));
    expect(judge(9, { months }).status).toBe('below');
    expect(judge(9, { months: restated }).status).toBe('on-track');
  });

  test('flags a month as thin when many planned sessions were lost', () => {
    const months = first(4, 6).map((figures) =>
      figures.month === '2024-11' ? { ...figures, possibleSessions: figures.possibleSessions * 0.8 } : figures,
    );
    expect(judge(6, { months }).checks.map(({ isThin }) => isThin)).toEqual([false, false, true, false]);
  });
});

describe('days set aside in a judgement', () => {
  test('make a whole month neither add to a run nor reset it, with or without a return', () => {
    const months = first(6, 9);
    const exemptions = [whole('2024-12')];
    const judgement = judge(9, { months, exemptions });
    expect(states(judgement)).toEqual(['not-enough-data', 'not-enough-data', 'below', 'exempt', 'below', 'below']);
    expect(judgement.consecutiveBelow).toBe(3);
    const withoutReturn = judge(9, { months: months.filter(({ month }) => month !== '2024-12'), exemptions });
    expect(states(withoutReturn)).toEqual(states(judgement));
  });

  test('remove a shock that alone lifted a month over the path, and the published rate keeps it', () => {
    const months = exampleMonths(school(5.9), [0, 0, 0, 12, 0]).slice(0, 5);
    const hit = judge(5.9, { months });
    const set = judge(5.9, { months, exemptions: [exampleShock('2024-12-02', '2024-12-13')] });
    expect(hit.status).toBe('below');
    expect(set.status).toBe('on-track');
    expect(set.publishedYearToDateAbsencePercent).toBeCloseTo(hit.yearToDateAbsencePercent ?? 0, 10);
    expect(set.yearToDateAbsencePercent).toBeLessThan(hit.yearToDateAbsencePercent ?? 0);
    expect(set.checks[3]?.exemptShare).toBeCloseTo(10 / 15, 10);
  });

  test('in every month do not hide a school that is short all along', () => {
    const exemptions = exampleCalendar.months.slice(1).map(({ month }) => exampleShock(`${month}-06`, `${month}-10`));
    expect(judge(9, { exemptions }).status).toBe('below');
  });

  test('by a revoked shock change nothing', () => {
    const exemptions = [exampleShock('2024-12-02', '2024-12-13', { isRevoked: true })];
    expect(judge(9, { exemptions })).toEqual(judge(9));
  });

  test('of more than a quarter of the year leave no month judged and propose nothing, as the year will be inconclusive', () => {
    const quarter = ['2024-11', '2025-01'].map(whole);
    const set = judge(9, { exemptions: quarter });
    expect(set.status).toBe('below');
    const more = judge(9, { exemptions: [...quarter, whole('2025-03')] });
    expect(states(more)).toEqual(
      exampleCalendar.months.map(({ month }) =>
        ['2024-11', '2025-01', '2025-03'].includes(month) ? 'exempt' : 'not-judged',
      ),
    );
    expect(more.checks[0]?.reason).toMatch(/Too many of the year’s school days/);
    expect(referralDue(more)).toBe(false);
  });

  test('of the whole year leave no figures and no status', () => {
    const judgement = judge(9, { exemptions: exampleCalendar.months.map(({ month }) => whole(month)) });
    expect(judgement.status).toBe('not-enough-data');
    expect(judgement.yearToDateAbsencePercent).toBeUndefined();
    expect(judgement.consecutiveBelow).toBe(0);
  });
});

test('a judgement is plain JSON', () => {
  const judgement = judge(9, { exemptions: [whole('2024-12')] });
  expect(JSON.parse(JSON.stringify(judgement))).toEqual(judgement);
});
