import { beforeAll, describe, expect, test } from 'vitest';
import { hubEffect, type HubEffect } from '../../../../domain/learning/hub-openings.js';
import { type Estimate } from '../../../../domain/learning/interval.js';
import { regressionToMean, type RegressionToMean } from '../../../../domain/learning/regression-to-mean.js';
import { plantedYear, type Planted } from './planted-year.js';

const planted: Planted = { hubPoints: 0.3, supportPoints: 0.25, shareThatReturns: 0.6 };
const seeds = Array.from({ length: 100 }, (_, index) => index + 1);
const holds = ({ low, high }: Estimate | undefined = { value: 0, low: 1, high: 0 }, truth: number): boolean =>
  low <= truth && truth <= high;

describe('effects planted in a hundred invented years', { timeout: 60_000 }, () => {
  let hubs: readonly (HubEffect | undefined)[] = [];
  let regressions: readonly (RegressionToMean | undefined)[] = [];

  beforeAll(() => {
    const years = seeds.map((seed) => plantedYear(planted, seed));
    hubs = years.map(({ hubAreas }) => hubEffect(hubAreas));
    regressions = years.map(({ schools, nationalShift }) => regressionToMean(schools, nationalShift));
  }, 60_000);

  const inHowMany = (of: readonly (Estimate | undefined)[], truth: number): number =>
    of.filter((estimate) => holds(estimate, truth)).length;

  test("a hub's 0.3 points lie within the interval in at least 95", () => {
    expect(
      inHowMany(
        hubs.map((hub) => hub?.points),
        planted.hubPoints,
      ),
    ).toBeGreaterThanOrEqual(95);
  });

  test('what returns to the mean by itself lies within it in at least 95, and so does what support added', () => {
    const returns = regressions.map((found) => found?.shareThatReturns);
    const added = regressions.map((found) => found?.supportPoints);
    expect(inHowMany(returns, planted.shareThatReturns)).toBeGreaterThanOrEqual(95);
    expect(inHowMany(added, planted.supportPoints)).toBeGreaterThanOrEqual(95);
  });

  test('before an opening nothing is found where nothing is', () => {
    const before = hubs.map((hub) => hub?.before);
    expect(inHowMany(before, 0)).toBeGreaterThanOrEqual(93);
  });

  test('the intervals are narrow enough to tell the effect from none', () => {
    expect(
      inHowMany(
        hubs.map((hub) => hub?.points),
        0,
      ),
    ).toBeLessThanOrEqual(5);
    const share = regressions.map((found) => found?.shareThatReturns);
    expect(inHowMany(share, 0.4)).toBeLessThanOrEqual(5);
  });

  test('hubs that are open from the first month are left out, and counted', () => {
    expect(hubs[0]).toMatchObject({ hubs: 72, areasWithoutHub: 60, hubsLeftOut: 21 });
  });

  test('where hubs add nothing, none is found in most', () => {
    const nothing = seeds
      .slice(0, 40)
      .map((seed) => hubEffect(plantedYear({ ...planted, hubPoints: 0 }, seed).hubAreas));
    expect(
      inHowMany(
        nothing.map((hub) => hub?.points),
        0,
      ),
    ).toBeGreaterThanOrEqual(36);
  });
});
