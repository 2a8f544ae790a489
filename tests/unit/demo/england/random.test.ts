import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemAt, randomStream, shuffled, weightedChoice } from '../../../../demo/england/random.js';

const take = (count: number, ...name: readonly [number, ...(string | number)[]]): number[] => {
  const [seed, ...names] = name;
  const stream = randomStream(seed, ...names);
  return Array.from({ length: count }, () => stream.uniform());
};

describe('random streams', () => {
  it('give the same numbers for the same seed and name', () => {
    expect(take(20, 7, 'school', 12)).toEqual(take(20, 7, 'school', 12));
  });

  it.each([
    ['another seed', take(20, 8, 'school', 12)],
    ['another name', take(20, 7, 'school', 13)],
    ['the name cut elsewhere', take(20, 7, 'school1', 2)],
  ])('%s gives other numbers', (_, others) => {
    const shared = take(20, 7, 'school', 12).filter((value) => others.includes(value));
    expect(shared).toEqual([]);
  });

  it('give uniform numbers in [0, 1), and integers below their limit', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), fc.integer({ min: 1, max: 1000 }), (seed, name, below) => {
        const stream = randomStream(seed, name);
        const value = stream.uniform();
        const whole = stream.integer(below);
        return value >= 0 && value < 1 && Number.isInteger(whole) && whole >= 0 && whole < below;
      }),
    );
  });

  it('give normal numbers with mean 0 and spread 1, uncorrelated for neighbouring names', () => {
    const values = Array.from({ length: 20_000 }, (_, index) => randomStream(3, 'school', index).normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const neighbours =
      values.slice(1).reduce((sum, value, index) => sum + value * (values[index] ?? 0), 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.04);
    expect(Math.abs(neighbours)).toBeLessThan(0.03);
  });
});

describe('random choices', () => {
  it('shuffle a list into the same items and leave the original unchanged', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (list, seed) => {
        const before = [...list];
        const after = shuffled(list, randomStream(seed, 'order'));
        expect(list).toEqual(before);
        expect([...after].sort((one, other) => one - other)).toEqual(before.sort((one, other) => one - other));
      }),
    );
  });

  it.each([
    [0, 'a'],
    [0.199, 'a'],
    [0.2, 'b'],
    [0.999, 'b'],
    [1, 'b'],
  ])('with weights 1 and 4 map the share %d to %s', (share, expected) => {
    expect(
      weightedChoice(
        [
          ['a', 1],
          ['b', 4],
        ],
        share,
      ),
    ).toBe(expected);
  });

  it('refuse a position outside a list', () => {
    expect(() => itemAt(['a'], 1)).toThrow(RangeError);
  });
});
