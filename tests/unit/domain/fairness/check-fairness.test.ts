import { describe, expect, it, test } from 'vitest';
import { defaultFairnessBounds as bounds } from '../../../../domain/fairness/bounds.js';
import { checkFairness, isWithinBounds, type FairnessCheck } from '../../../../domain/fairness/check-fairness.js';
import { type JudgedSchool } from '../../../../domain/fairness/judged-school.js';
import { fairYear, judgedSchool, judgedYear, yearBefore } from './judged.js';

const twoYears = (
  schools: number,
  extra?: (school: JudgedSchool) => number,
  extraBefore: ((school: JudgedSchool) => number) | undefined = extra,
): FairnessCheck =>
  checkFairness(
    [
      ...fairYear(schools, { seed: 4, year: yearBefore, ...(extraBefore && { extra: extraBefore }) }),
      ...fairYear(schools, { seed: 4, ...(extra && { extra }) }),
    ],
    bounds,
  );

const said = ({ breaches }: FairnessCheck): string[] =>
  breaches.map(({ kind, dimension, group, severity }) => `${severity} ${kind} ${dimension} ${group}`);

const poorest = ({ fifths }: JudgedSchool): boolean => fifths.deprivation === 5;

describe('the fairness check of an invented England without bias', () => {
  it('measures every group of every dimension, year by year', () => {
    const { years } = twoYears(600);
    expect(years.map((year) => year.judgedYear)).toEqual([yearBefore, judgedYear]);
    for (const { groups, schools } of years) {
      for (const dimension of ['all', 'deprivation', 'size', 'phase', 'region', 'rurality']) {
        const own = groups.filter((group) => group.dimension === dimension);
        expect(own.reduce((sum, group) => sum + group.schools, 0)).toBe(schools);
      }
    }
  });

  it('gives the same result whatever the order of the schools', () => {
    const schools = fairYear(300, { seed: 9 });
    const turned = checkFairness([...schools].reverse(), bounds).years[0];
    checkFairness(schools, bounds).years[0]?.groups.forEach((group, position) => {
      expect(turned?.groups[position]).toMatchObject({ group: group.group, schools: group.schools });
      expect(turned?.groups[position]?.measures?.bias.value).toBeCloseTo(group.measures?.bias.value ?? NaN, 10);
    });
  });
});

describe('a planted bias in the fairness check', () => {
  it('against the most deprived fifth blocks, and says that the expectation asks too much', () => {
    const check = twoYears(2_000, (school) => (poorest(school) ? 0.5 : 0));
    expect(isWithinBounds(check)).toBe(false);
    expect(said(check)).toContain('blocks asks-too-much deprivation 5');
    expect(check.breaches.find(({ dimension }) => dimension === 'deprivation')?.sentence).toBe(
      'Deprivation of the intake, fifth with most deprivation: more absence came than was expected, so the expectation would ask too much.',
    );
  });

  it('in favour of a region blocks, and says that the expectation asks too little', () => {
    const check = twoYears(2_000, ({ regionCode }) => (regionCode === 'H' ? -0.6 : 0));
    expect(said(check)).toContain('blocks asks-too-little region H');
  });

  it('that changes sign from one year to the next is noted as a shock and blocks nothing', () => {
    const check = twoYears(
      2_000,
      (school) => (poorest(school) ? 0.35 : 0),
      (school) => (poorest(school) ? -0.35 : 0),
    );
    expect(isWithinBounds(check)).toBe(true);
    expect(said(check)).toContain('warns asks-too-much deprivation 5');
    expect(check.breaches.every(({ sentence }) => sentence.includes('in the last year alone'))).toBe(true);
    expect(check.breaches.length).toBeGreaterThan(0);
  });

  it('of an earlier year that is absent from the last one is not mentioned', () => {
    const check = twoYears(
      2_000,
      () => 0,
      (school) => (poorest(school) ? 0.8 : 0),
    );
    expect(check.breaches).toEqual([]);
  });

  it('blocks in its first year when no other year covers the group', () => {
    const check = checkFairness(fairYear(2_000, { seed: 4, extra: (one) => (poorest(one) ? 0.5 : 0) }), bounds);
    expect(said(check)).toContain('blocks asks-too-much deprivation 5');
  });

  it('within the bound is not a breach', () => {
    expect(isWithinBounds(twoYears(2_000, (school) => (poorest(school) ? 0.2 : 0)))).toBe(true);
  });
});

const withOutcomes = (outcomes: readonly number[], change: Partial<JudgedSchool> = {}): readonly JudgedSchool[] =>
  outcomes.map((outcomeAbsencePercent) => judgedSchool({ outcomeAbsencePercent, ...change }));

const repeated = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

describe('the coverage of ranges in the fairness check', () => {
  it('far below the stated share blocks', () => {
    const outcomes = [...repeated(60, 6), ...repeated(20, 7), ...repeated(20, 5)];
    expect(said(checkFairness(withOutcomes(outcomes), bounds))).toContain('blocks range-too-narrow all all');
  });

  it('far above the stated share is noted and blocks nothing, because it asks nothing of a school', () => {
    const check = checkFairness(withOutcomes([...repeated(100, 5.95), ...repeated(100, 6.05)]), bounds);
    expect(said(check)).toContain('warns range-too-wide all all');
    expect(isWithinBounds(check)).toBe(true);
  });
});

describe('the share that met the expectation', () => {
  const fifths = (met: readonly number[], of: number): readonly JudgedSchool[] =>
    met.flatMap((count, index) =>
      Array.from({ length: of }, (_, position) =>
        judgedSchool({
          fifths: { language: (index + 1) as 1 | 2 | 3 | 4 | 5 },
          outcomeAbsencePercent: position < count ? 5.8 : 6.1,
        }),
      ),
    );

  it('below four fifths between two fifths of an intake blocks, once', () => {
    const check = checkFairness(fifths([100, 200, 200, 200, 220], 400), bounds);
    const ratios = check.breaches.filter(({ kind }) => kind === 'met-ratio');
    expect(ratios).toHaveLength(1);
    expect(ratios[0]).toMatchObject({ dimension: 'language', group: '1', severity: 'blocks' });
    expect(ratios[0]?.sentence).toContain('fifth with most English as an additional language');
  });

  it('that differs within the bound, or by no more than chance in few schools, is not a breach', () => {
    const near = checkFairness(fifths([180, 200, 200, 200, 200], 400), bounds).breaches;
    expect(near.filter(({ kind }) => kind === 'met-ratio')).toEqual([]);
    const few = checkFairness(fifths([10, 14, 14, 15, 16], 32), bounds).breaches;
    expect(few.filter(({ kind }) => kind === 'met-ratio')).toEqual([]);
  });
});

test('too many referrals by chance block in the fairness check', () => {
  const referral = { shortfallPoints: 0.5, standardErrorPoints: 0.5 };
  const check = checkFairness(
    fairYear(300, { seed: 2 }).map((school) => ({ ...school, referral })),
    bounds,
  );
  expect(said(check)).toContain('blocks chance-referral all all');
});

describe('small groups in the fairness check', () => {
  const few = withOutcomes(repeated(9, 9), { regionCode: 'A' });
  const some = withOutcomes(repeated(20, 9), { regionCode: 'B' });
  const check = checkFairness(
    [...fairYear(400, { seed: 3 }).filter(({ regionCode }) => regionCode > 'B'), ...few, ...some],
    bounds,
  );
  const region = (name: string): FairnessCheck['years'][number]['groups'][number] | undefined =>
    check.years[0]?.groups.find(({ dimension, group }) => dimension === 'region' && group === name);

  it('of fewer than ten schools show their number and no figure', () => {
    expect(region('A')).toEqual({ dimension: 'region', group: 'A', title: 'North East', schools: 9, isJudged: false });
  });

  it('of fewer than thirty schools are shown and have no bound', () => {
    expect(region('B')?.measures?.bias.value).toBeCloseTo(3, 10);
    expect(said(check).filter((one) => one.includes('region'))).toEqual([]);
  });
});

test('no sentence about a fairness breach holds a figure of a group', () => {
  const check = twoYears(2_000, (school) => (poorest(school) ? 0.9 : 0));
  expect(check.breaches.length).toBeGreaterThan(0);
  for (const { sentence } of check.breaches) expect(sentence.replaceAll(/\b(80|95)%/g, '')).not.toMatch(/\d/);
});

test('the fairness check without judged schools finds no breach and makes no claim', () => {
  expect(checkFairness([], bounds)).toEqual({ bounds, years: [], breaches: [] });
});
