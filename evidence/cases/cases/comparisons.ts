import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { academicYear } from '../../../domain/shared/academic-year.js';
import { comparatorsOf } from '../../backtest/comparators.js';
import { readAges } from '../../backtest/read-ages.js';
import { readPanel } from '../../backtest/read-panel.js';
import { runBacktest } from '../../backtest/run-backtest.js';
import { type Case, unless } from '../case.js';

const panelPath = join(resolve(process.env['ABIE_SHARED_DATA'] ?? '../shared/data'), 'panel_201314_201718.csv.gz');

/** Examples that infant and junior schools of the national panel are shown of the other kind, and of any other without saying so. */
function checkPanel(): readonly string[] {
  if (!existsSync(panelPath)) return [`There is no ${panelPath}. Set ABIE_SHARED_DATA to the folder that holds it.`];
  const scoreYear = academicYear('201718');
  const backtest = runBacktest({ panel: readPanel(panelPath), scoreYear }, () => undefined);
  const ages = readAges(panelPath, scoreYear);
  let compared = 0;
  let opposite = 0;
  let silent = 0;
  for (const [urn, result] of comparatorsOf({ ...backtest, ages }).results) {
    const own = ages.byUrn.get(urn);
    if (result.kind !== 'found' || (own !== 'infant' && own !== 'junior')) continue;
    compared += 1;
    for (const { urn: other, different } of result.examples) {
      const theirs = ages.byUrn.get(other);
      if (theirs === own) continue;
      if (theirs === (own === 'infant' ? 'junior' : 'infant')) opposite += 1;
      if (!different.some((one) => one.startsWith('year groups'))) silent += 1;
    }
  }
  return [
    ...unless(compared > 500, `Only ${compared} infant and junior schools have examples.`),
    ...unless(opposite === 0, `${opposite} examples are of the opposite kind.`),
    ...unless(silent === 0, `${silent} examples of other year groups do not say so.`),
  ];
}

const infantsAndJuniors: Case = {
  id: '27',
  title: 'infant schools shown junior schools',
  check: () => Promise.resolve(checkPanel()),
};

/** Schools that are compared with others. */
export const comparisons: readonly Case[] = [infantsAndJuniors];
