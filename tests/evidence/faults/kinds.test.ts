import { beforeAll, describe, expect, it } from 'vitest';
import { runTrials, type Trial } from '../../../evidence/faults/campaign.js';
import { recentFolder } from '../../../evidence/faults/data/recent-folder.js';
import { faultKinds } from '../../../evidence/faults/kinds/all-kinds.js';
import { summaryOf, tableOf } from '../../../evidence/faults/summary.js';
import { sharedData, sharedDataIsMissing } from '../../support/shared-data.js';

const shared = sharedData();
const few = new Set([
  'percentage-as-fraction',
  'semicolons',
  'figures-of-the-year-before',
  'wrong-year-rates-alone',
  'shuffled-figures',
  'grammar-flag-gained',
  'national-rate-of-the-year-before',
  'half-a-register',
]);

describe.skipIf(shared === undefined)(
  `faults planted in the recent sample${shared === undefined ? ` (${sharedDataIsMissing})` : ''}`,
  () => {
    const trials: Trial[] = [];

    beforeAll(async () => {
      const recent = recentFolder(shared ?? '');
      const kinds = faultKinds.filter(({ name }) => few.has(name));
      await runTrials({ recent, national: recent }, kinds, [1, 2], (trial) => trials.push(trial));
    });

    it('are all caught before a draft is reviewed, with two plantings of each of eight kinds', () => {
      expect(trials).toHaveLength(2 * few.size);
      expect(trials.filter(({ verdict }) => verdict === 'missed')).toEqual([]);
      expect(new Set(trials.map(({ verdict }) => verdict))).toEqual(new Set(['held', 'stopped', 'refused']));
    });

    it('are counted by kind', () => {
      const sound = [
        { folder: 'recent', schools: 100, held: 1, yearGroupsChanged: 0, heldBy: { 'implausible-jump': 1 } },
      ] as const;
      const summary = summaryOf(trials, sound, { parts: 2, stoppedParts: 0 });
      expect(summary).toMatchObject({ kinds: 8, planted: 16, caught: 16, criticalMissed: 0, soundHeld: 0.01 });
      expect(tableOf(summary)).toContain('8 kinds, 16 plantings, 16 caught; of 16 critical ones 0 missed.');
    });
  },
);

describe('the kinds of planted faults', () => {
  it('are at least forty, each with a unique name and the damage it does', () => {
    expect(faultKinds.length).toBeGreaterThanOrEqual(40);
    expect(new Set(faultKinds.map(({ name }) => name)).size).toBe(faultKinds.length);
    expect(faultKinds.every(({ damages }) => damages !== '')).toBe(true);
  });
});
