import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultGatePolicy } from '../../../../domain/gates/policy.js';
import { gates, isBlocked, runGates } from '../../../../domain/gates/run-gates.js';
import { faults, noExample } from './planted-faults.js';
import { named, sound, value, withLast, withSchool } from './sound-draft.js';

describe('the draft gates', () => {
  it('pass a sound draft', () => {
    expect(runGates(sound)).toEqual([]);
  });

  it.each(faults)('%s is found by %s', (_, gate, change) => {
    expect(named(change)).toEqual([gate]);
  });

  it('are each planted above, with unique names', () => {
    const planted = new Set(faults.map(([, gate]) => gate));
    expect(gates.filter(({ name }) => !planted.has(name))).toEqual([]);
    expect(new Set(gates.map(({ name }) => name)).size).toBe(gates.length);
  });

  it('give findings that say what, who and what to do, without a figure', () => {
    for (const [, , change] of faults) {
      for (const finding of runGates({ ...sound, ...change })) {
        expect(finding.reason).toMatch(/\.$/);
        expect(finding.remedy).toMatch(/\.$/);
        expect(finding.reason.replaceAll(/\d{4}\/\d{2}/g, '')).not.toMatch(/\d/);
        expect(finding.remedy).not.toMatch(/\d/);
        expect(`${finding.reason} ${finding.remedy}`).not.toMatch(/!|failing/i);
      }
    }
  });

  it('give all findings at once, and one that blocks holds the draft', () => {
    const findings = runGates({
      ...sound,
      ...withSchool({ status: 'closed' }),
      liveRelatives: ['900009'],
      similar: noExample,
    });
    expect(findings.map(({ gate }) => gate)).toEqual(['school-closed', 'two-live-urns', 'comparators-unfit']);
    expect(isBlocked(findings)).toBe(true);
    expect(isBlocked(runGates({ ...sound, similar: noExample }))).toBe(false);
    expect(isBlocked([])).toBe(false);
  });

  it('find at least as much under a tighter policy', () => {
    const tighter = { ...defaultGatePolicy, sourceTolerancePoints: 0.05, jumpDeviations: 1, widestInterval80Points: 1 };
    const figure = fc.double({ min: 3, max: 12, noNaN: true });
    fc.assert(
      fc.property(figure, figure, (last, other) => {
        const input = {
          ...sound,
          ...withLast({ absence: value(last) }),
          secondSources: [{ name: 'monthly returns', absencePercent: other }],
        };
        const loose = runGates(input).map(({ gate }) => gate);
        expect(runGates(input, tighter).map(({ gate }) => gate)).toEqual(expect.arrayContaining(loose));
      }),
    );
  });
});
