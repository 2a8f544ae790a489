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
  ])('%s: the %f planted is within the interval in at least 95, and zero in at most 5', (effect, truth) => {
    const { within, meanEstimate, holdsZero, ...row } = of(effect);
    expect(row).toMatchObject({ truth, seeds: 100 });
    expect(within).toBeGreaterThanOrEqual(95);
    expect(meanEstimate).toBeCloseTo(truth, 1);
    expect(holdsZero).toBeLessThanOrEqual(5);
  });

  test('show no effect before a hub opens in most years', () => {
    const { within, holdsZero } = of('month before a hub opens');
    expect(within).toBeGreaterThanOrEqual(93);
    expect(holdsZero).toBe(within);
  });

  test('have an interval narrow enough to distinguish 0.6 from 0.4', () => {
    expect(of('regression to the mean').medianWidth).toBeLessThan(0.2);
  });

  test('are reported in one line each', () => {
    expect(recoveryText(rows).split('\n')).toHaveLength(rows.length + 1);
  });
});

test('the estimate of hub effects leaves out and counts hubs that are open from the first month', () => {
  expect(hubEffect(plantedYear(plantedEffects, 1).hubAreas)).toMatchObject({
    hubs: 72,
    areasWithoutHub: 60,
    hubsLeftOut: 21,
  });
});

test('the estimate of a hub’s effect and its interval move with the effect point by point', () => {
  const [some, none] = [0.3, 0].map((hubPoints) =>
    hubEffect(plantedYear({ ...plantedEffects, hubPoints }, 1).hubAreas),
  );
  for (const end of ['value', 'low', 'high'] as const)
    expect((some?.points[end] ?? 0) - (none?.points[end] ?? 0)).toBeCloseTo(0.3, 9);
});
