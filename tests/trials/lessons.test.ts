import { describe, expect, test } from 'vitest';
import { lessonsOf } from '../../domain/learning/lessons.js';
import { learningReport } from '../../domain/learning/report.js';
import { inventedYear, sameRules } from '../unit/domain/learning/lesson-examples.js';

describe('a year as expected blocks the next one in at most five of a hundred seeds', () => {
  const years = Array.from({ length: 100 }, (_, index) => inventedYear(index + 1, { hubAreas: [] }));

  test.each([1500, 150])('with %i schools', (count) => {
    const held = years
      .map((year) => learningReport({ ...year, schools: year.schools.slice(0, count) }))
      .map((last) => lessonsOf({ last }, sameRules).lessons)
      .filter((lessons) => lessons.some(({ severity }) => severity === 'blocks'));
    expect(held.length).toBeLessThanOrEqual(5);
  });
});
