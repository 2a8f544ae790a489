import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LearningReport } from '../../domain/learning/report.js';
import { abie } from '../support/command.js';
import { temporaryHome } from '../support/home.js';

let home: Awaited<ReturnType<typeof temporaryHome>>;
beforeAll(async () => {
  home = await temporaryHome();
});
afterAll(() => home.remove());

interface Result {
  readonly schools: number;
  readonly reconciled: boolean;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly decisions: Readonly<Record<string, number>>;
  readonly referrals: Readonly<Record<string, number>>;
  readonly naming: Readonly<Record<string, number>>;
  readonly exemptions: number;
  readonly restatementsThatChangedStatus: number;
  readonly learning: LearningReport;
}

test(
  'a year of sixty invented schools runs to its end, reconciles, and its histories replay',
  { timeout: 900_000 },
  async () => {
    const played = await abie(home.folder, ['year', '--schools', '60', '--seed', '1', '--json']);
    expect(played.errors).not.toContain('Error');
    expect(played.exitCode).toBe(0);
    const result = played.json as Result;
    expect(result).toMatchObject({ schools: 60, reconciled: true, differences: [] });
    expect(Object.keys(result.outcomes).filter((name) => name.startsWith('still'))).toEqual([]);
    expect(Object.values(result.outcomes).reduce((sum, count) => sum + count, 0)).toBe(60);
    for (const kind of [
      'confirmOverride',
      'upholdChallenge',
      'dismissChallenge',
      'proposeHigherTarget',
      'requestShock',
      'grantShockRequest',
      'declineShockRequest',
      'pauseForShock',
      'releaseFromQuarantine',
    ]) {
      expect(result.decisions, kind).toHaveProperty(kind);
    }
    expect(result.outcomes).toMatchObject({
      met: expect.any(Number) as number,
      'not-met': expect.any(Number) as number,
      exceeded: expect.any(Number) as number,
    });
    expect(result.referrals).toMatchObject({
      confirmed: expect.any(Number) as number,
      declined: expect.any(Number) as number,
    });
    expect(result.restatementsThatChangedStatus).toBeGreaterThan(0);
    const { asked, agreed, declined, withdrawn, withoutAnswer, named, reportsThatName } = result.naming;
    expect(withdrawn).toBe(1);
    for (const count of [agreed, declined, withoutAnswer, named, reportsThatName]) expect(count).toBeGreaterThan(0);
    expect((agreed ?? 0) + (declined ?? 0) + 1 + (withoutAnswer ?? 0)).toBe(asked);
    expect(named).toBeLessThanOrEqual(agreed ?? 0);
    const { learning } = result;
    expect(learning.schools).toBeGreaterThan(40);
    expect(learning.expectations.all?.schools).toBe(learning.schools);
    expect(learning.probabilities.map(({ month }) => month)).toContain('2025-01');
    expect(learning.referred.value).toBeGreaterThan(0);
    expect(learning.referredBy.deprivation.every(({ group }) => group !== 'not known')).toBe(true);

    const replayed = await abie(home.folder, ['replay', '--all', '--json']);
    expect(replayed.json).toMatchObject({ failed: 0 });
    expect((replayed.json as { readonly replayed: number }).replayed).toBeGreaterThanOrEqual(60);
  },
);
