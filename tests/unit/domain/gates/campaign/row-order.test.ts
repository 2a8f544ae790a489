import { describe, expect, it } from 'vitest';
import { isOutOfOrder, resemblanceOf, type Series } from '../../../../../domain/gates/campaign/row-order.js';

const count = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);
/** Five schools that keep their order; only the first moved, by half a typical deviation. The nation moved by ten. */
const five: Series = { now: [10.5, 11, 12, 13, 14], before: [0, 1, 2, 3, 4] };

function expectResemblance(series: readonly Series[], toThemselves: number, toStrangers: number): void {
  expect(resemblanceOf(series)?.strangers).toBeCloseTo(toThemselves / toStrangers, 12);
}

describe('the resemblance of schools to their own past', () => {
  it('is compared with all others, and with the neighbouring rows', () => {
    expectResemblance([five], 0.5 / 5, 38 / 20);
    expect(resemblanceOf([five])?.movedBack).toBeCloseTo(3.5 / 4 / (0.5 / 5), 12);
  });

  it('does not depend on the scale of a measure or the change common to all schools', () => {
    const scaled = (values: Series['now']): Series['now'] => values.map((one) => 3 * (one ?? 0) + 7);
    expectResemblance([{ now: scaled(five.now), before: scaled(five.before) }], 0.5 / 5, 38 / 20);
  });

  it('counts a distance for at most four typical deviations', () => {
    expectResemblance([{ now: [0, 1, 2, 3, 1000], before: five.before }], 4 / 5, 46 / 20);
    expectResemblance([{ now: [0, 1, 2, 3, -1000], before: five.before }], 8 / 5, 42 / 20);
  });

  it('leaves out what is not known of a school', () => {
    expectResemblance([{ now: five.now, before: [0, 1, 2, 3, undefined] }], 1.5 / 4, 26.5 / 16);
    expectResemblance([{ now: [undefined, 1, 2, 3], before: [0, 1, 2, 3] }], 1.5 / 3, 12.5 / 9);
  });

  it('is the mean over measures, without those that do not differ between schools', () => {
    const kept: Series = { now: five.before, before: five.before };
    const flat: Series = { now: [1, 2, 3, 4, 5], before: [6, 6, 6, 6, 6] };
    expectResemblance([five, kept], 0.5 / 10, 78 / 40);
    expectResemblance([five, flat], 0.5 / 5, 38 / 20);
  });

  it('looks for other schools’ figures within twelve rows on either side', () => {
    const before = count(30);
    const steps = count(12).map((index) => index + 1);
    const sum = steps.reduce((all, step) => all + 2 * (30 - step) * step - 0.5, 0);
    const pairs = steps.reduce((all, step) => all + 2 * (30 - step), 0);
    expectResemblance([{ now: before.map((one) => (one === 0 ? 0.5 : one)), before }], 0.5 / 30, sum / pairs);
  });

  it('is unknown where there is nothing to compare or everything is equal', () => {
    const none = [undefined, undefined];
    expect(resemblanceOf([])).toBeUndefined();
    expect(resemblanceOf([{ now: none, before: [1, 2] }])).toBeUndefined();
    expect(resemblanceOf([{ now: [1, 2], before: none }])).toBeUndefined();
    expect(resemblanceOf([{ now: five.before, before: five.before }])).toBeUndefined();
    expect(resemblanceOf([{ now: [1, 0], before: [0, 1] }])).toBeUndefined();
  });
});

describe('the order of rows', () => {
  const bounds = { fewestSchools: 9, movedBackShare: 1, strangersShare: 10 };

  it.each([-2, -1, 1, 2])('is wrong when they slipped by %i', (slip) => {
    const before = [0, 7, 5, 3, 1, 8, 6, 4, 2];
    const now = before.map((_, index) => before[index + slip] ?? 4);
    expect(isOutOfOrder([{ now, before }], bounds)).toBe(true);
    expect(isOutOfOrder([{ now, before }], { ...bounds, fewestSchools: 10 })).toBe(false);
  });

  it('is wrong beyond a bound, and right at it', () => {
    const { strangers, movedBack } = resemblanceOf([five]) ?? { strangers: NaN, movedBack: NaN };
    const order = (strangersShare: number, movedBackShare: number): boolean =>
      isOutOfOrder([five], { fewestSchools: 5, strangersShare, movedBackShare });
    expect(order(strangers, movedBack)).toBe(false);
    expect(order(strangers - 1e-9, movedBack)).toBe(true);
    expect(order(strangers, movedBack + 1e-9)).toBe(true);
  });

  it('is right for rows without information', () => {
    expect(isOutOfOrder([], { ...bounds, fewestSchools: 0 })).toBe(false);
    expect(isOutOfOrder([], bounds)).toBe(false);
  });
});
