import { beforeAll, describe, expect, it } from 'vitest';
import { type Comparators, comparatorsOf } from '../../../evidence/backtest/comparators.js';
import { resultCsv } from '../../../evidence/backtest/result-csv.js';
import { type Backtest, runBacktest } from '../../../evidence/backtest/run-backtest.js';
import { type Judged, adjustedError, isMet, judgedSchools, mean, shareOf } from '../../../evidence/backtest/score.js';
import { type BacktestSummary, summaryOf } from '../../../evidence/backtest/summary.js';
import { readPanel } from '../../../evidence/backtest/read-panel.js';
import { publishedPhases } from '../../../domain/baseline/published-model.js';
import { academicYear } from '../../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../../domain/shared/phase.js';
import { sharedData, sharedDataIsMissing } from '../../support/shared-data.js';
import { panelPath } from './panel.js';

const year201718 = academicYear('201718');
const folder = sharedData();
const phases: readonly AbsencePhase[] = ['primary', 'secondary', 'special'];

/** docs/model.md#measured-all-state-schools-201718-fitted-on-201516-and-201617: fitted on 2015/16 and 2016/17, judged on 2017/18. */
describe.skipIf(folder === undefined)(
  `the baseline on the national panel${folder === undefined ? ` (${sharedDataIsMissing})` : ''}`,
  () => {
    let backtest: Backtest;
    let comparators: Comparators;
    let summary: BacktestSummary;
    let judged: readonly Judged[] = [];

    beforeAll(() => {
      const panel = readPanel(panelPath(folder ?? ''));
      backtest = runBacktest({ panel, scoreYear: year201718 }, () => undefined);
      comparators = comparatorsOf(backtest);
      summary = summaryOf(backtest, comparators);
      judged = judgedSchools(backtest);
    });

    it('judges every school with a last year, as many as the reference, and counts the new ones', () => {
      expect(summary.schools).toBe(20_858);
      expect(summary.without_last_year).toBe(404);
      expect(summary.without_anything).toBe(0);
      expect(summary.train_years).toEqual(['201516', '201617']);
    });

    it('has mean errors within the bounds overall, by phase, and without removing the national change', () => {
      expect(summary.mae_adj).toBeLessThanOrEqual(0.49);
      expect(summary.mae_adj_by_phase?.['primary']).toBeLessThanOrEqual(0.413);
      expect(summary.mae_adj_by_phase?.['secondary']).toBeLessThanOrEqual(0.502);
      expect(summary.mae_adj_by_phase?.['special']).toBeLessThanOrEqual(1.715);
      expect(summary.mae).toBeLessThanOrEqual(0.503);
    });

    it('is more accurate than repeating the last year', () => {
      expect(summary.own_last_year_mae_adj).toBeCloseTo(0.513, 2);
    });

    it.each(phases)('reproduces the published %s model', (phase) => {
      const { coefficients, clip, spread, withoutLastYear } = backtest.model.phases[phase];
      const published = publishedPhases[phase];
      for (const term of ['intercept', 'lastYear', 'yearBefore', 'older', 'similar'] as const)
        expect(coefficients[term]).toBeCloseTo(published.coefficients[term], 3);
      for (const term of ['constant', 'perRootSize', 'perLevel', 'perFreeMeals'] as const)
        expect(spread[term]).toBeCloseTo(published.spread[term], 3);
      for (const end of ['q025', 'q100', 'q900', 'q975'] as const) {
        expect(spread.quantiles[end]).toBeCloseTo(published.spread.quantiles[end], 2);
        expect(withoutLastYear[end]).toBeCloseTo(published.withoutLastYear[end], 2);
      }
      expect(clip.low).toBeCloseTo(published.clip.low, 2);
      expect(clip.high).toBeCloseTo(published.clip.high, 2);
    });

    it('has intervals with the stated coverage overall, and within four points in every phase, size band and deprivation fifth', () => {
      expect(summary.cover80).toBeGreaterThan(0.78);
      expect(summary.cover80).toBeLessThan(0.82);
      expect(summary.cover95).toBeGreaterThan(0.935);
      expect(summary.cover95).toBeLessThan(0.965);
      const groups = [
        [0.8, summary.cover80_by_phase, summary.cover80_by_size_band, summary.cover80_by_deprivation_fifth],
        [0.95, summary.cover95_by_phase, summary.cover95_by_size_band, summary.cover95_by_deprivation_fifth],
      ] as const;
      for (const [nominal, ...tables] of groups)
        for (const share of tables.flatMap((group) => Object.values(group ?? {})))
          expect(Math.abs(share - nominal)).toBeLessThan(0.04);
      expect(summary.width80_median).toBeLessThanOrEqual(1.26);
    });

    it('is not much too high or too low for any deprivation fifth', () => {
      for (const bias of Object.values(summary.bias_adj_by_deprivation_fifth ?? {}))
        expect(Math.abs(bias)).toBeLessThan(0.06);
      expect(Math.abs(mean(judged.map(adjustedError)))).toBeLessThan(0.04);
    });

    it('gives an expectation that asks little, is met by about two schools in five and is never below the expected level', () => {
      expect(summary.met).toBeGreaterThan(0.4);
      expect(summary.met).toBeLessThan(0.45);
      const improvement = mean(judged.map(({ expectation }) => expectation.improvementPoints));
      expect(improvement).toBeGreaterThan(0.1);
      expect(improvement).toBeLessThan(0.15);
      for (const { expectation } of judged)
        expect(expectation.floorAttendancePercent).toBeGreaterThanOrEqual(expectation.expectedAttendancePercent);
      expect(shareOf(judged, ({ expectation }) => expectation.isHold)).toBeLessThan(0.1);
    });

    it('gives an expectation that every deprivation fifth meets about equally often', () => {
      for (const share of Object.values(summary.met_by_deprivation_fifth ?? {})) {
        expect(share).toBeGreaterThan(0.38);
        expect(share).toBeLessThan(0.47);
      }
      expect(summary.met).toBeCloseTo(shareOf(judged, isMet), 4);
    });

    it('gives schools without a last year the level of similar schools, with a wide interval that covers their outcome', () => {
      const isNew = ({ from }: { readonly from: string }): boolean => from === 'similar-schools';
      const schools = backtest.schools.filter(isNew);
      const isInside = ({ expected, outcome }: (typeof schools)[number]): boolean =>
        expected !== undefined &&
        outcome !== undefined &&
        outcome.adjustedPercent >= expected.interval80.low &&
        outcome.adjustedPercent <= expected.interval80.high;
      expect(shareOf(schools, isInside)).toBeGreaterThan(0.76);
      expect(shareOf(schools, isInside)).toBeLessThan(0.9);
    });

    it('writes one line per school, with no expectation for schools without a last year', () => {
      const lines = resultCsv(backtest, comparators).trimEnd().split('\n');
      expect(lines).toHaveLength(1 + 20_858 + 404);
      const header = (lines[0] ?? '').split(',');
      const column = (name: string): readonly string[] =>
        lines.slice(1).map((line) => line.split(',')[header.indexOf(name)] ?? '');
      expect(column('attendance_floor').filter((cell) => cell === '')).toHaveLength(404);
      expect(column('examples').filter((cell) => cell !== '')).toHaveLength(13_894 + 2505);
      expect(column('no_fair_example').filter((cell) => cell === 'not-compared')).toHaveLength(
        lines.length - 1 - 19_849,
      );
    });
  },
);
