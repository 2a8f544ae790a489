import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fifthsWithinPhase } from '../../../../domain/fairness/fifths.js';

const phases = ['primary', 'secondary', 'special'] as const;

test('ten schools are divided two by two into fifths by their value', () => {
  const values = [9, 0, 5, 1, 8, 2, 7, 3, 6, 4];
  expect(fifthsWithinPhase(values.map((value) => ({ phase: 'primary', value })))).toEqual(
    values.map((value) => 1 + Math.floor(value / 2)),
  );
});

test('each phase has its own fifths', () => {
  const schools = phases.flatMap((phase, shift) =>
    [0, 1, 2, 3, 4].map((value) => ({ phase, value: value + 100 * shift })),
  );
  expect(fifthsWithinPhase(schools)).toEqual([1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5]);
});

test('equal values keep their order, and a school without a value has no fifth', () => {
  const schools = [1, undefined, 1, 1, 1, 1].map((value) => ({ phase: 'primary' as const, value }));
  expect(fifthsWithinPhase(schools)).toEqual([1, undefined, 2, 3, 4, 5]);
});

test('fifths differ by at most one school, and a higher value is never in a lower fifth', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 80 }), (values) => {
      const fifths = fifthsWithinPhase(values.map((value) => ({ phase: 'secondary', value })));
      const sizes = [1, 2, 3, 4, 5].map((fifth) => fifths.filter((one) => one === fifth).length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      values.forEach((value, a) => {
        values.forEach((other, b) => {
          if (value > other) expect(fifths[a] ?? 0).toBeGreaterThanOrEqual(fifths[b] ?? 0);
        });
      });
    }),
  );
});
