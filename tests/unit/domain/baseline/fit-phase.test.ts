import { describe, expect, it } from 'vitest';
import { fitBaseline, type TrainingData } from '../../../../domain/baseline/fit.js';
import { type BaselineModel, type PhaseModel } from '../../../../domain/baseline/model.js';
import { type BaselineParameters, panelParameters } from '../../../../domain/baseline/parameters.js';
import { publishedPhases } from '../../../../domain/baseline/published-model.js';
import { type SchoolHistory } from '../../../../domain/baseline/types.js';
import { inventedFrame, inventedSchool, inventedTraining, lastYear, targetYear } from './invented.js';
import { firstTarget, secondTarget, smallTraining } from './small-country.js';

const fitted = (training: TrainingData, change: Partial<BaselineParameters> = {}): BaselineModel =>
  fitBaseline(training, { ...panelParameters, ...change });
const primary = (count: number, change: Partial<BaselineParameters> = {}): PhaseModel =>
  fitted(inventedTraining(count), change).phases.primary;
const notesOf = (count: number, change: Partial<BaselineParameters> = {}): string =>
  fitted(inventedTraining(count), change).notes.join('\n');

describe('the number of rows that a fit needs', () => {
  it('is at least the minimum for a phase to be fitted', () => {
    expect(primary(60, { minimumTrainingRows: 60 })).toMatchObject({ source: 'fitted', trainingRows: 60 });
    expect(primary(60, { minimumTrainingRows: 61 })).toEqual({
      ...publishedPhases.primary,
      source: 'published',
      calibration: 'published',
      trainingRows: 60,
      calibrationRows: 0,
    });
  });

  it('is higher for calibrated intervals, and higher again for their shape', () => {
    const bounds = (minimumCalibrationRows: number, minimumShapeRows: number): unknown => {
      const { calibration, calibrationRows } = primary(60, { minimumCalibrationRows, minimumShapeRows });
      return [calibration, calibrationRows];
    };
    expect(bounds(61, 61)).toEqual(['published', 0]);
    expect(bounds(60, 61)).toEqual(['scaled', 60]);
    expect(bounds(60, 60)).toEqual(['cross-fit', 60]);
    expect(primary(60, { minimumCalibrationRows: 61 }).spread).toEqual(publishedPhases.primary.spread);
  });

  it('lets whole years be left out where each leaves enough rows for a fit', () => {
    const training = smallTraining([firstTarget, secondTarget], 300);
    const { trainingRows } = fitted(training).phases.primary;
    const perYear = trainingRows / 2;
    expect(fitted(training, { minimumTrainingRows: perYear }).phases.primary.calibration).toBe('left-out-years');
    expect(fitted(training, { minimumTrainingRows: perYear + 1 }).phases.primary.calibration).toBe('cross-fit');
  });

  it('is recorded with the years that the model learned from', () => {
    const model = fitted(smallTraining([firstTarget, secondTarget], 120));
    expect([model.trainingYears, model.calibrationYears]).toEqual([
      [firstTarget, secondTarget],
      [firstTarget, secondTarget],
    ]);
  });
});

describe('new schools in a fit', () => {
  /** A school without a last year that comes out so far from its similar schools. */
  const newSchool = (index: number, apart: number): SchoolHistory => {
    const school = inventedSchool(index);
    return {
      ...school,
      absence: school.absence
        .filter(({ academicYear }) => academicYear !== lastYear)
        .map((one) => (one.academicYear === targetYear ? { ...one, absencePercent: 6 + apart } : one)),
    };
  };
  const withNew = (count: number, apart: number): TrainingData => ({
    ...inventedTraining(60),
    frames: [
      {
        targetYear,
        schools: [
          ...inventedFrame(60).schools,
          ...Array.from({ length: count }, (_, at) => newSchool(900 + at, apart)),
        ],
      },
    ],
  });

  it('set the interval of schools without a last year once there are ten', () => {
    const { withoutLastYear } = publishedPhases.primary;
    expect(fitted(withNew(9, 20)).phases.primary.withoutLastYear).toEqual(withoutLastYear);
    expect(fitted(withNew(10, 20)).phases.primary.withoutLastYear.q900).toBeGreaterThan(15);
  });

  it('never make the interval narrower than the spread of all schools around their similar schools', () => {
    const narrow = fitted(withNew(12, 0)).phases.primary.withoutLastYear;
    const high = fitted(withNew(12, 20)).phases.primary.withoutLastYear;
    const low = fitted(withNew(12, -5)).phases.primary.withoutLastYear;
    expect(narrow.q025).toBeLessThan(narrow.q100);
    expect(narrow.q900).toBeLessThan(narrow.q975);
    expect([high.q025, high.q100]).toEqual([narrow.q025, narrow.q100]);
    expect([low.q900, low.q975]).toEqual([narrow.q900, narrow.q975]);
    expect(low.q100).toBeLessThan(narrow.q100);
  });

  it('do not affect the change from year to year', () => {
    expect(fitted(withNew(12, 20)).phases.primary.coefficients).toEqual(
      fitted(withNew(12, 0)).phases.primary.coefficients,
    );
  });
});

describe('the notes of a model', () => {
  it('name only the phases that are published, drawn or scaled', () => {
    const few = notesOf(10);
    expect(few).toContain('Too few primary rows to fit: the published coefficients for 2017/18 are used.');
    expect(few).toContain('Too few special rows to fit');
    expect(few).not.toContain('to calibrate intervals');
    expect(few).not.toContain('are drawn towards');
    const many = notesOf(120);
    expect(many).not.toContain('primary');
    expect(many).toContain('Too few secondary rows to fit');
    expect(notesOf(60)).toContain('Few primary rows: the published spread is used, scaled to what they show.');
    expect(notesOf(60, { minimumCalibrationRows: 61 })).toContain(
      'Too few primary rows to calibrate intervals: the published spread for 2017/18 is used.',
    );
    expect(notesOf(120, { priorSchools: 10 })).toContain(
      'The primary coefficients are drawn towards the published ones for 2017/18.',
    );
  });

  it('name the years of the residuals', () => {
    expect(fitted(smallTraining([firstTarget, secondTarget], 120)).notes.join('\n')).toContain(
      'Intervals come from residuals of 2021/22, 2022/23, each school predicted by a fit that had not seen it.',
    );
  });

  it('mention a rate of last resort only for phases that have schools', () => {
    const training = inventedTraining(10);
    const weighted = (phase: 'primary' | 'secondary'): string => {
      const rates = {
        ...training.nationalRates[phase],
        [lastYear]: { absencePercent: 6, basis: 'enrolment-weighted' as const },
      };
      return fitted({ ...training, nationalRates: { ...training.nationalRates, [phase]: rates } }).notes.join('\n');
    };
    expect(weighted('primary')).toContain('A national primary rate is weighted by enrolments');
    expect(weighted('secondary')).not.toContain('last resort');
  });
});
