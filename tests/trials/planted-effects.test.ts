import { beforeAll, describe, expect, test } from 'vitest';
import { hubEffect } from '../../domain/learning/hub-openings.js';
import { plantedYear } from '../../evidence/learning/planted-year.js';
import { plantedEffects, recoveries, recoveryText, type Recovery } from '../../evidence/learning/recovery.js';

const seeds = Array.from({ length: 100 }, (_, index) => index + 1);

describe('effects planted in a hundred invented years', { timeout: 60_000 }, () => {
  let rows: readonly Recovery[] = [];
  const of = (effect: string): Recovery => {
    const row = rows.find((each) => each.effect.startsWith(effect));
    if (!row) throw new Error(`There is no row of ${effect}.`);
    return row;
  };

  beforeAll(() => {
    rows = recoveries(plantedEffects, seeds);
  }, 120_000);

  test.each([
    ['hub opened', 0.3],
    ['regression to the mean', 0.6],
    ['support', 0.25],
  ])('%s: the %f planted lies within the interval in at least 95, and nought in at most 5', (effect, truth) => {
    const { within, meanEstimate, holdsZero, ...row } = of(effect);
    expect(row).toMatchObject({ truth, seeds: 100 });
    expect(within).toBeGreaterThanOrEqual(95);
    expect(meanEstimate).toBeCloseTo(truth, 1);
    expect(holdsZero).toBeLessThanOrEqual(5);
  });

  test('before a hub opens nothing is found in most', () => {
    const { within, holdsZero } = of('month before a hub opens');
    expect(within).toBeGreaterThanOrEqual(93);
    expect(holdsZero).toBe(within);
  });

  test('an interval narrow enough to tell six tenths from four', () => {
    expect(of('regression to the mean').medianWidth).toBeLessThan(0.2);
  });

  test('are told in a line each', () => {
    expect(recoveryText(rows).split('\n')).toHaveLength(rows.length + 1);
  });
});

test('hubs that are open from the first month are left out, and counted', () => {
  expect(hubEffect(plantedYear(plantedEffects, 1).hubAreas)).toMatchObject({
    hubs: 72,
    areasWithoutHub: 60,
    hubsLeftOut: 21,
  });
});

test('the estimate of a hub’s effect moves with it point by point, and its interval with it', () => {
  const [some, none] = [0.3, 0].map((hubPoints) =>
    hubEffect(plantedYear({ ...plantedEffects, hubPoints }, 1).hubAreas),
  );
  for (const end of ['value', 'low', 'high'] as const)
    expect((some?.points[end] ?? 0) - (none?.points[end] ?? 0)).toBeCloseTo(0.3, 9);
});
