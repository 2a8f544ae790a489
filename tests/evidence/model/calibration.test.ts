import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultMonitoringPolicy } from '../../../domain/monitoring/policy.js';
import { defaultSeason } from '../../../domain/monitoring/season.js';
import { calibrationReport, calibrationText, type CalibrationReport } from '../../../evidence/calibration/report.js';
import { sharedData, sharedDataIsMissing } from '../../support/shared-data.js';

const folder = sharedData();
const phases = ['primary', 'secondary', 'special'] as const;

describe.skipIf(folder === undefined)(
  `the calibration of each year by what the other years show${folder === undefined ? ` (${sharedDataIsMissing})` : ''}`,
  { timeout: 120_000 },
  () => {
    let report: CalibrationReport;

    beforeAll(() => {
      report = calibrationReport(join(folder ?? '', 'attendance_la_ytd_snapshots_202223_202425.csv.gz'));
    });

    it('has monthly probabilities for every authority and phase of three years', () => {
      expect(report.units).toBeGreaterThan(1300);
      expect(report.months.every(({ all }) => all.count > 2500)).toBe(true);
    });

    it.each(['01', '02', '03', '04', '05', '06'])(
      'has probabilities in month %s that err by at most 0.05, for primaries and secondaries too',
      (calendarMonth) => {
        const month = report.months.find((each) => each.calendarMonth === calendarMonth);
        expect(month?.all.error).toBeLessThanOrEqual(0.05);
        expect(month?.errorByPhase.primary).toBeLessThanOrEqual(0.05);
        expect(month?.errorByPhase.secondary).toBeLessThanOrEqual(0.05);
      },
    );

    it('has probabilities that sharpen through the year and are never simply one half', () => {
      const scores = report.months.map(({ all }) => all.brierScore);
      expect(scores[0]).toBeLessThan(0.2);
      expect(scores.at(-1)).toBeLessThan((scores[3] ?? 0) / 1.5);
    });

    it.each(phases)(
      'predicts the year-end rate of %s at Christmas better by the path than by the same gap to last year, with and without the nation',
      (phase) => {
        const { naive, path, naiveLessNation, pathLessNation, units } = report.pathAtChristmas[phase];
        expect(units).toBeGreaterThan(250);
        expect(path).toBeLessThan(naive);
        expect(pathLessNation).toBeLessThan(naiveLessNation);
      },
    );

    it('gives the national season that the code uses', () => {
      expect(defaultSeason.phases).toEqual(report.learned.season);
    });

    it.each(phases)(
      'gives the share that schools of an area have in common, for %s, to two decimal places',
      (phase) => {
        const { monthVariance, seasonVariance } = report.learned.areaStray[phase];
        const held = defaultMonitoringPolicy.noise[phase].areaStray;
        expect(Math.abs(held.monthVariance - monthVariance)).toBeLessThan(0.02);
        expect(Math.abs(held.seasonVariance - seasonVariance)).toBeLessThan(0.02);
      },
    );

    it('is printed as a readable report', () => {
      expect(calibrationText(report)).toMatch(/error +primary[^]*came about[^]*Christmas[^]*pathLessNation/);
    });
  },
);
