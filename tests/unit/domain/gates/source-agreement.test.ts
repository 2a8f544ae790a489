import { describe, expect, it } from 'vitest';
import { type AreaTotals } from '../../../../domain/gates/types.js';
import { nationalRatesOf } from '../baseline/invented.js';
import { before, fact, fires, lastYear, reasonOf, value, withLast, yearBefore } from './sound-draft.js';

const suppressed = { kind: 'suppressed', raw: 'c' } as const;
/** A tolerance that binary fractions meet exactly. */
const half = { sourceTolerancePoints: 0.5, areaTolerancePoints: 0.5 };

describe('last year’s figure in another source', () => {
  const source = (absencePercent: number): boolean =>
    fires(
      'sources-disagree',
      { ...withLast({ absence: value(6) }), secondSources: [{ name: 'daily feed', absencePercent }] },
      half,
    );

  it('may differ by at most the tolerance, up or down', () => {
    expect([source(6.5), source(5.5), source(6.51), source(5.49)]).toEqual([false, false, true, true]);
  });

  it('is named only where it differs', () => {
    const secondSources = [
      { name: 'daily feed', absencePercent: 9 },
      { name: 'trust', absencePercent: 6.2 },
      { name: 'monthly returns', absencePercent: 3 },
    ];
    expect(reasonOf('sources-disagree', { secondSources })).toBe(
      'The absence file and another source differ for last year: daily feed, monthly returns.',
    );
  });

  it('is not compared with a suppressed figure or that of another year', () => {
    const secondSources = [{ name: 'daily feed', absencePercent: 20 }];
    expect(fires('sources-disagree', { ...withLast({ absence: suppressed }), secondSources })).toBe(false);
    expect(fires('sources-disagree', { absence: [before()], secondSources })).toBe(false);
  });
});

describe('a row that a newer file has replaced', () => {
  const restated = (percent: number): boolean =>
    fires(
      'figure-restated',
      { ...withLast({ absence: value(6) }), replaced: [fact({ absence: value(percent) })] },
      half,
    );

  it('may differ by at most the tolerance, up or down', () => {
    expect([restated(6.5), restated(5.5), restated(6.51), restated(5.49)]).toEqual([false, false, true, true]);
  });

  it('is compared with the row of its own year and URN', () => {
    const old = fact({ absence: value(9) });
    expect(reasonOf('figure-restated', { replaced: [old, before({ absence: value(9) })] })).toBe(
      'A newer file has changed the absence rate of 2022/23 and 2021/22.',
    );
    expect(fires('figure-restated', { replaced: [{ ...old, urn: '900009' }] })).toBe(false);
    expect(fires('figure-restated', { absence: [before()], replaced: [old] })).toBe(false);
    expect(
      fires('figure-restated', { absence: [fact({ urn: '900009', absence: value(9) }), fact()], replaced: [old] }),
    ).toBe(true);
  });

  it('is not compared where either figure is suppressed', () => {
    expect(fires('figure-restated', { replaced: [fact({ absence: suppressed })] })).toBe(false);
    expect(fires('figure-restated', { ...withLast({ absence: suppressed }), replaced: [fact()] })).toBe(false);
    expect(fires('figure-restated', { replaced: [] })).toBe(false);
  });
});

describe('the sum of an authority’s schools', () => {
  const disagrees = (recomputedPercent: number | undefined): boolean => {
    const area: AreaTotals = { publishedPercent: 6, recomputedPercent };
    return fires('area-totals-disagree', { area }, half);
  };

  it('may differ from its published rate by at most the tolerance, up or down', () => {
    expect([disagrees(6.5), disagrees(5.5), disagrees(6.51), disagrees(5.49)]).toEqual([false, false, true, true]);
    expect(disagrees(undefined)).toBe(false);
  });
});

describe('a national rate of last resort', () => {
  it('is reported where one of the school’s own rows is compared with it', () => {
    const rates = nationalRatesOf({ primary: 6, secondary: 9, special: 12 });
    const weighted = { absencePercent: 6, basis: 'enrolment-weighted' as const };
    const [now, then] = [
      { ...rates, primary: { ...rates.primary, [lastYear]: weighted } },
      { ...rates, primary: { ...rates.primary, [yearBefore]: weighted } },
    ];
    expect(fires('national-rate-last-resort', { nationalRates: now })).toBe(true);
    expect(fires('national-rate-last-resort', { nationalRates: then })).toBe(true);
    expect(fires('national-rate-last-resort', { nationalRates: then, absence: [fact()] })).toBe(false);
    expect(fires('national-rate-last-resort', { nationalRates: { ...rates, secondary: now.primary } })).toBe(false);
    expect(fires('national-rate-last-resort', { nationalRates: { primary: {}, secondary: {}, special: {} } })).toBe(
      false,
    );
  });
});
