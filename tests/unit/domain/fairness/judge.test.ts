import { beforeAll, describe, expect, it } from 'vitest';
import { defaultExpectationPolicy } from '../../../../domain/baseline/expectation.js';
import { type CampaignFacts } from '../../../../domain/drafting/campaign-facts.js';
import { defaultFairnessBounds } from '../../../../domain/fairness/bounds.js';
import { checkFairness, isWithinBounds } from '../../../../domain/fairness/check-fairness.js';
import { judgedYears, judgeYear, type YearJudgement } from '../../../../domain/fairness/judge-campaign.js';
import { defaultMonitoringPolicy } from '../../../../domain/monitoring/policy.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { inventedCountry } from './country.js';

const policies = { expectation: defaultExpectationPolicy, monitoring: defaultMonitoringPolicy };
const years = ['202122', '202223', '202324'].map(academicYear);

const judge = (facts: CampaignFacts): readonly YearJudgement[] =>
  judgedYears(facts).map((year) => judgeYear(facts, year, policies));

describe('judging a campaign on years whose outcomes are known', () => {
  let judgements: readonly YearJudgement[] = [];
  let facts: CampaignFacts;
  beforeAll(() => {
    facts = inventedCountry({ schools: 700, years, seed: 1 });
    judgements = judge(facts);
  });

  it('uses the last two years that have a year before them, never the year of the campaign', () => {
    expect(judgedYears(facts)).toEqual(['202223', '202324']);
    expect(judgedYears({ ...facts, targetYear: academicYear('202324') })).toEqual(['202223']);
    expect(judgedYears({ ...facts, absence: [] })).toEqual([]);
  });

  it('fits on what was known before the year where two years precede it, else on the other schools of the year', () => {
    expect(judgements.map(({ judgedYear, basis, trainedOn }) => ({ judgedYear, basis, trainedOn }))).toEqual([
      { judgedYear: '202223', basis: 'cross-fit', trainedOn: ['202223'] },
      { judgedYear: '202324', basis: 'back-test', trainedOn: ['202223'] },
    ]);
    expect(judgements[0]?.note).toContain('other schools of the same year');
  });

  it('judges each school that would have had an expectation, once', () => {
    for (const { schools } of judgements) {
      expect(schools.length).toBeGreaterThan(690);
      expect(schools.length).toBeLessThanOrEqual(700);
    }
  });

  it('removes the national change from the outcome, so that a hard winter counts for no school', () => {
    const harder: CampaignFacts = {
      ...facts,
      absence: facts.absence.map((row) =>
        row.academicYear === '202324' ? { ...row, absencePercent: (row.absencePercent ?? 0) + 1 } : row,
      ),
      areas: facts.areas.map((area) =>
        area.academicYear === '202324' ? { ...area, absencePercent: area.absencePercent + 1 } : area,
      ),
    };
    const [plain, hard] = [facts, harder].map((one) => judgeYear(one, academicYear('202324'), policies).schools);
    plain?.forEach((school, position) => {
      expect(hard?.[position]?.outcomeAbsencePercent).toBeCloseTo(school.outcomeAbsencePercent, 8);
      expect(hard?.[position]?.expectedAbsencePercent).toBeCloseTo(school.expectedAbsencePercent, 8);
    });
  });

  it('never lets an outcome change the expectation of its own school', () => {
    const changed: CampaignFacts = {
      ...facts,
      absence: facts.absence.map((row) =>
        row.academicYear === '202324' && row.urn.endsWith('7') ? { ...row, absencePercent: 30 } : row,
      ),
    };
    const [plain, other] = [facts, changed].map((one) => judgeYear(one, academicYear('202324'), policies).schools);
    plain?.forEach(({ expectedAbsencePercent, interval95 }, position) => {
      expect(other?.[position]?.expectedAbsencePercent).toBe(expectedAbsencePercent);
      expect(other?.[position]?.interval95).toEqual(interval95);
    });
  });

  it('puts the expectation at or below the expected level, and a referral at least half a point beyond it', () => {
    for (const school of judgements.flatMap(({ schools }) => schools)) {
      expect(school.ceilingAbsencePercent).toBeLessThanOrEqual(school.expectedAbsencePercent + 1e-4);
      expect(school.referral.shortfallPoints).toBeGreaterThanOrEqual(0.5);
      expect(school.referral.shortfallPoints).toBeGreaterThanOrEqual(2 * school.referral.standardErrorPoints - 1e-12);
    }
  });

  it('finds an England without bias within the bounds', () => {
    const check = checkFairness(
      judgements.flatMap(({ schools }) => schools),
      defaultFairnessBounds,
    );
    expect(check.breaches.filter(({ severity }) => severity === 'blocks')).toEqual([]);
  });

  it('holds an England in which the poorest fifth declines year after year, which two years of history cannot show', () => {
    const drifting = inventedCountry({ schools: 700, years, seed: 1, poorestDriftPoints: 0.9 });
    const check = checkFairness(
      judge(drifting).flatMap(({ schools }) => schools),
      defaultFairnessBounds,
    );
    expect(isWithinBounds(check)).toBe(false);
    expect(check.breaches.filter(({ severity }) => severity === 'blocks').map(({ dimension }) => dimension)).toContain(
      'deprivation',
    );
  });
});
