import { describe, expect, it } from 'vitest';
import { type ContextMeasure } from '../../../../domain/baseline/context.js';
import { fires } from './sound-draft.js';

describe('a share of pupils', () => {
  const changed = (measure: ContextMeasure, now: number, then: number): boolean =>
    fires('intake-changed', { context: { [measure]: now }, contextBefore: { [measure]: then } });

  it.each([
    'freeMealsPercent',
    'freeMealsEverSixPercent',
    'englishAdditionalLanguagePercent',
    'specialNeedsSupportPercent',
    'educationHealthCarePlanPercent',
  ] as const)('in %s may change by at most thirty points from one census to the next, up or down', (measure) => {
    expect([changed(measure, 50, 20), changed(measure, 20, 50)]).toEqual([false, false]);
    expect([changed(measure, 50.5, 20), changed(measure, 20, 50.5)]).toEqual([true, true]);
  });

  it('of zero counts as blank where some censuses write nothing for it, and as a figure elsewhere', () => {
    for (const measure of ['freeMealsPercent', 'freeMealsEverSixPercent'] as const)
      expect([changed(measure, 0, 60), changed(measure, 60, 0), changed(measure, 1, 60)]).toEqual([false, false, true]);
    expect(changed('englishAdditionalLanguagePercent', 0, 60)).toBe(true);
    expect(changed('englishAdditionalLanguagePercent', 60, 0)).toBe(true);
  });

  it('that one census does not give is not compared, and neither is the roll', () => {
    const [some, other] = [{ englishAdditionalLanguagePercent: 90 }, { freeMealsPercent: 5 }];
    expect(fires('intake-changed', { context: some, contextBefore: other })).toBe(false);
    expect(fires('intake-changed', { context: some })).toBe(false);
    expect(fires('intake-changed', { contextBefore: some })).toBe(false);
    expect(changed('roll', 900, 200)).toBe(false);
  });

  it('that changed is enough to hold the draft when the others stayed', () => {
    const contextBefore = { freeMealsPercent: 20, englishAdditionalLanguagePercent: 20 };
    expect(fires('intake-changed', { context: { ...contextBefore, freeMealsPercent: 60 }, contextBefore })).toBe(true);
  });
});

describe('the comparison of plans with support', () => {
  type Needs = readonly [plans: number, support: number];
  const exchanged = (now: Needs, then: Needs): boolean => {
    const [context, contextBefore] = [now, then].map(([plans, support]) => ({
      educationHealthCarePlanPercent: plans,
      specialNeedsSupportPercent: support,
    }));
    return fires('needs-swapped', { ...(context && { context }), ...(contextBefore && { contextBefore }) });
  };

  it.each([
    ['that changed places', [14, 3], [3, 14], true],
    ['that stayed', [3, 14], [3, 14], false],
    ['that stayed, with more plans than support', [14, 3], [14, 3], false],
    ['too close to distinguish', [5, 3.5], [3.5, 5], false],
    ['exactly at the margin', [5, 2], [2, 5], false],
    ['apart by a little more', [5.5, 2], [2, 5.5], true],
    ['that changed back: support is the larger, as everywhere', [3, 14], [14, 3], false],
    ['of which plans alone grew', [30, 14], [3, 14], false],
  ] as const)('judges shares %s', (_, now, then, isFound) => {
    expect(exchanged(now, then)).toBe(isFound);
  });

  it('is left out where one of the four shares is not given', () => {
    const now = { educationHealthCarePlanPercent: 14, specialNeedsSupportPercent: 3 };
    const then = { educationHealthCarePlanPercent: 3, specialNeedsSupportPercent: 14 };
    const measures = ['educationHealthCarePlanPercent', 'specialNeedsSupportPercent'] as const;
    for (const measure of measures) {
      expect(fires('needs-swapped', { context: { [measure]: now[measure] }, contextBefore: then })).toBe(false);
      expect(fires('needs-swapped', { context: now, contextBefore: { [measure]: then[measure] } })).toBe(false);
    }
    expect(fires('needs-swapped', { context: now })).toBe(false);
    expect(fires('needs-swapped', { contextBefore: then })).toBe(false);
  });
});
