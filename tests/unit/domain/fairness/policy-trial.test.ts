import { describe, expect, it } from 'vitest';
import { type TrialGroup, tryPolicy } from '../../../../domain/fairness/policy-trial.js';
import { fairYear, judgedSchool } from './judged.js';

const groupOf = (groups: readonly TrialGroup[], dimension: string, name: string): TrialGroup | undefined =>
  groups.find(({ dimension: of, group }) => of === dimension && group === name);

describe('a policy on trial', () => {
  const met = judgedSchool({ outcomeAbsencePercent: 5.8 });
  const missed = judgedSchool({ outcomeAbsencePercent: 6.1 });
  const far = judgedSchool({ outcomeAbsencePercent: 6.5 });

  it('counts schools that met it, and those short by the distance of a referral', () => {
    const figures = groupOf(tryPolicy([met, missed, far, far], 2), 'all', 'all')?.figures;
    expect(figures?.met.value).toBe(0.25);
    expect(figures?.short.value).toBe(0.5);
  });

  it('finds an expectation out of reach beyond the good end of the 80 % range, and not at it', () => {
    const { low } = met.interval80;
    const at = judgedSchool({ ceilingAbsencePercent: low });
    const beyond = judgedSchool({ ceilingAbsencePercent: low - 0.01 });
    expect(groupOf(tryPolicy([at, at, at, beyond], 2), 'all', 'all')?.figures?.outOfReach.value).toBe(0.25);
  });

  it('reports how much it asks above the expected level', () => {
    const more = judgedSchool({ ceilingAbsencePercent: 5.7 });
    expect(groupOf(tryPolicy([met, more], 2), 'all', 'all')?.figures?.askedPoints.value).toBeCloseTo(0.2, 10);
  });

  it('divides every school by size, deprivation, phase and region, each school once', () => {
    const groups = tryPolicy(fairYear(600, { seed: 1 }), 10);
    for (const dimension of ['all', 'size', 'deprivation', 'phase', 'region'])
      expect(
        groups.filter((group) => group.dimension === dimension).reduce((sum, { schools }) => sum + schools, 0),
      ).toBe(600);
  });

  it('counts a group with too few schools and shows no figure of it', () => {
    const groups = tryPolicy([...fairYear(100, { seed: 1 }), judgedSchool({ phase: 'special' })], 10);
    const special = groupOf(groups, 'phase', 'special');
    expect(special?.schools).toBe(1);
    expect(special).not.toHaveProperty('figures');
  });
});
