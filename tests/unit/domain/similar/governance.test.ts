import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { governanceClass, withGovernanceMix, withoutGovernanceMix } from '../../../../domain/similar/governance.js';
import { type GovernanceClass } from '../../../../domain/similar/types.js';

const limits = { minimum: 3, maximum: 5, share: 0.5 };
const trust = (governance: GovernanceClass): boolean => governance === 'small-trust' || governance === 'large-trust';
const list = (...classes: GovernanceClass[]): { governance: GovernanceClass; place: number }[] =>
  classes.map((governance, place) => ({ governance, place }));

describe('the governance mix of examples', () => {
  const classes = fc.constantFrom<GovernanceClass>('maintained', 'stand-alone', 'small-trust', 'large-trust');
  const sameClass = (a: GovernanceClass, b: GovernanceClass): boolean => a === b || (trust(a) && trust(b));

  it('is at least half of the school’s own class, else of its family, nearest first, else none', () => {
    fc.assert(
      fc.property(classes, fc.array(classes, { maxLength: 15 }), (own, governances) => {
        const candidates = list(...governances);
        const mixed = withGovernanceMix(own, candidates, limits);
        const ofClass = governances.filter((one) => sameClass(one, own)).length;
        const ofFamily = governances.filter((one) => trust(one) === trust(own)).length;
        if (mixed === undefined) {
          expect(ofFamily < 2 || governances.length < 3).toBe(true);
          return;
        }
        const { mix, picked } = mixed;
        const counts = mix === 'own-class' ? sameClass : (a: GovernanceClass) => trust(a) === trust(own);
        expect(picked.filter(({ governance }) => counts(governance, own)).length * 2).toBeGreaterThanOrEqual(
          picked.length,
        );
        expect(picked.length).toBeGreaterThanOrEqual(3);
        expect(picked.length).toBeLessThanOrEqual(5);
        expect(picked.map(({ place }) => place)).toEqual(picked.map(({ place }) => place).sort((a, b) => a - b));
        if (mix === 'own-family') expect(ofClass).toBeLessThan(2);
      }),
    );
  });

  it('keeps as many of the nearest of the school’s own class as required, together with the nearest of all', () => {
    const candidates = list(
      'large-trust',
      'large-trust',
      'large-trust',
      'maintained',
      'large-trust',
      'maintained',
      'maintained',
    );
    const mixed = withGovernanceMix('maintained', candidates, limits);
    expect(mixed).toEqual({ mix: 'own-class', picked: [0, 1, 3, 5, 6].map((place) => candidates[place]) });
    expect(withGovernanceMix('maintained', candidates.slice(0, 6), limits)?.picked.map(({ place }) => place)).toEqual([
      0, 1, 3, 5,
    ]);
  });

  it('prefers four with half of its own class to five with half of its family', () => {
    const candidates = list('maintained', 'maintained', 'maintained', 'stand-alone', 'stand-alone');
    expect(withGovernanceMix('stand-alone', candidates, limits)).toEqual({
      mix: 'own-class',
      picked: [0, 1, 3, 4].map((place) => candidates[place]),
    });
  });

  it.each([
    ['maintained', ['stand-alone', 'stand-alone', 'large-trust'], 'own-family'],
    ['stand-alone', ['maintained', 'maintained', 'small-trust'], 'own-family'],
    ['small-trust', ['large-trust', 'large-trust', 'maintained'], 'own-class'],
    ['large-trust', ['small-trust', 'small-trust', 'maintained'], 'own-class'],
    ['large-trust', ['small-trust', 'maintained', 'maintained'], undefined],
    ['maintained', ['unknown', 'unknown', 'maintained'], undefined],
    ['unknown', ['large-trust', 'large-trust', 'large-trust'], 'own-class'],
    ['unknown', ['large-trust', 'large-trust'], undefined],
  ] as const)('for %s among %j is %s', (own, governances, mix) => {
    expect(withGovernanceMix(own, list(...governances), limits)?.mix).toBe(mix);
  });

  it('for a school of unknown governance is the five nearest', () => {
    const candidates = list('large-trust', 'maintained', 'large-trust', 'large-trust', 'unknown', 'maintained');
    expect(withGovernanceMix('unknown', candidates, limits)?.picked).toEqual(candidates.slice(0, 5));
  });

  it('keeps all of the school’s own family where no mix is possible, and fills up with the nearest', () => {
    const candidates = list('large-trust', 'large-trust', 'small-trust', 'large-trust', 'large-trust', 'maintained');
    expect(withoutGovernanceMix('maintained', candidates, limits)).toEqual({
      mix: 'fewer',
      picked: [0, 1, 2, 3, 5].map((place) => candidates[place]),
    });
    expect(withoutGovernanceMix('stand-alone', candidates, limits)).toBeUndefined();
    expect(withoutGovernanceMix('maintained', candidates.slice(0, 2), limits)).toBeUndefined();
    expect(withoutGovernanceMix('maintained', candidates.slice(0, 3), limits)?.picked).toHaveLength(3);
  });

  it.each([
    ['01', 'not-applicable', undefined, 'maintained'],
    ['05', 'supported-by-trust', undefined, 'maintained'],
    ['34', 'single-academy', 1, 'stand-alone'],
    ['34', 'single-academy', 9, 'stand-alone'],
    ['28', 'multi-academy', 1, 'stand-alone'],
    ['28', 'multi-academy', 2, 'small-trust'],
    ['28', 'multi-academy', 5, 'small-trust'],
    ['35', 'multi-academy', 6, 'large-trust'],
    ['34', 'multi-academy', undefined, 'large-trust'],
    ['34', 'none', undefined, 'unknown'],
  ] as const)(
    'for type %s, trust flag %s and %s schools in the trust is %s',
    (typeCode, trustFlag, trustSchools, expected) => {
      expect(governanceClass({ typeCode, trustFlag }, trustSchools)).toBe(expected);
    },
  );
});
