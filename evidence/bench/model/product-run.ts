import { comparatorsOf } from '../../backtest/comparators.js';
import { readPanel } from '../../backtest/read-panel.js';
import { runBacktest } from '../../backtest/run-backtest.js';
import { academicYear } from '../../../domain/shared/academic-year.js';

/** One run of the model in a process of its own: `node product-run.js PANEL YEAR` prints seconds by stage and the peak of memory. */
const [panelPath = '', year = ''] = process.argv.slice(2);
const seconds: Record<string, number> = {};
let last = performance.now();
const lap = (stage: string): void => {
  const now = performance.now();
  seconds[stage] = Math.round(now - last) / 1000;
  last = now;
};
const panel = readPanel(panelPath);
lap('read');
const backtest = runBacktest({ panel, scoreYear: academicYear(year) }, lap);
const comparators = comparatorsOf(backtest);
lap('comparators');
const { maxRSS: peakKilobytes } = process.resourceUsage();
process.stdout.write(
  JSON.stringify({
    seconds,
    peakMegabytes: Math.round(peakKilobytes / 1024),
    schools: backtest.schools.length,
    compared: comparators.results.size,
  }),
);
