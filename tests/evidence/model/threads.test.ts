import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { comparatorsOf } from '../../../evidence/backtest/comparators.js';
import { readAges } from '../../../evidence/backtest/read-ages.js';
import { readPanel } from '../../../evidence/backtest/read-panel.js';
import { resultCsv } from '../../../evidence/backtest/result-csv.js';
import { runBacktest } from '../../../evidence/backtest/run-backtest.js';
import { sharedSearch, takeParts } from '../../../evidence/backtest/shared-search.js';
import { panelParameters } from '../../../domain/baseline/parameters.js';
import { similarLevels } from '../../../domain/baseline/similar-levels.js';
import { academicYear } from '../../../domain/shared/academic-year.js';
import { sharedData, sharedDataIsMissing } from '../../support/shared-data.js';
import { panelPath } from './panel.js';

const folder = sharedData();

describe('a search whose parts are shared', () => {
  const count = 400;
  const candidates = {
    field: { dimensions: 2, coordinates: Float64Array.from({ length: 2 * count }, (_, index) => Math.sin(index)) },
    isPlaced: Uint8Array.from({ length: count }, (_, position) => Number(position % 50 !== 0)),
    poolNumbers: Uint8Array.from({ length: count }, (_, position) => position % 3),
    deviations: Float64Array.from({ length: count }, (_, position) => (position % 40 === 0 ? NaN : Math.cos(position))),
  };

  it('writes what a single search would write, and takes every part once', () => {
    const search = sharedSearch(candidates, panelParameters);
    const twin = structuredClone(search);
    const parts = takeParts(search);
    expect(Atomics.load(twin.progress, 1)).toBe(parts);
    twin.columns.mean.fill(NaN);
    expect(takeParts(twin)).toBe(parts);
    expect(twin.columns.mean.every((value) => Number.isNaN(value))).toBe(true);
    const again = sharedSearch(candidates, panelParameters);
    takeParts(again);
    expect(again.columns).toEqual(similarLevels(candidates, panelParameters));
  });
});

/** The tests run the sources, which have one thread; the command runs what was built, which has two where there are two processors. */
describe.skipIf(folder === undefined)(
  `the back-test with ${availableParallelism()} processors${folder === undefined ? ` (${sharedDataIsMissing})` : ''}`,
  () => {
    it('gives the same bits as with one thread', () => {
      const path = panelPath(folder ?? '');
      const scoreYear = academicYear('201718');
      const backtest = runBacktest({ panel: readPanel(path), scoreYear }, () => undefined);
      const csv = resultCsv(backtest, comparatorsOf({ ...backtest, ages: readAges(path, scoreYear) }));
      const digest = createHash('sha256').update(csv).update(JSON.stringify(backtest.model)).digest('hex');
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ['bin/abie.js', 'backtest', '--panel', path, '--score', '201718', '--json'],
        { encoding: 'utf8' },
      );
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({ digest });
    }, 120_000);
  },
);
