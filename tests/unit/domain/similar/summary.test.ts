import { describe, expect, it } from 'vitest';
import { defaultSimilarRules as rules } from '../../../../domain/similar/rules.js';
import { summariseComparisons } from '../../../../domain/similar/summary.js';
import { better, school, similarSchools, target, terms } from './schools.js';

describe('the summary of comparisons', () => {
  const found = similarSchools(target, better(3), terms);
  const fewer = similarSchools(target, better(4, { governance: 'large-trust' }), terms);
  const best = similarSchools(target, better(4, { attendancePercent: 89 }), terms);
  const rare = similarSchools(target, [school(1)], terms);

  it('counts every school once, and separately those outside the best quarter of their group', () => {
    expect(summariseComparisons([found, fewer, best, best, rare], rules)).toEqual({
      schools: 5,
      found: 2,
      outsideBestQuarter: 3,
      foundOutsideBestQuarter: 2,
      reasons: { 'among-the-best': 2, 'rare-kind': 1 },
      mixes: { 'own-class': 1, fewer: 1 },
      medianKilometres: expect.closeTo(2, 9) as number,
    });
  });

  it('has no median where no school is shown', () => {
    expect(summariseComparisons([best], rules)).toMatchObject({ found: 0, medianKilometres: undefined, mixes: {} });
  });
});
