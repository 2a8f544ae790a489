import { describe, expect, it } from 'vitest';
import { type ExpectInputs, expectAbsence, expectFrame } from '../../../../domain/baseline/expect.js';
import { fitBaseline } from '../../../../domain/baseline/fit.js';
import { type BaselineModel } from '../../../../domain/baseline/model.js';
import { fewSchoolsParameters, panelParameters } from '../../../../domain/baseline/parameters.js';
import { publishedPhases } from '../../../../domain/baseline/published-model.js';
import { shiftYear } from '../../../../domain/shared/academic-year.js';
import {
  inventedFrame,
  inventedSchool,
  inventedTraining,
  lastYear,
  nationalPercent,
  targetYear,
  wobble,
} from './invented.js';

describe('the fit of the baseline', () => {
  const model = fitBaseline(inventedTraining(600), panelParameters);

  it('recovers how invented outcomes were made: half of last year and a fifth of the year before', () => {
    const { coefficients, source, trainingRows } = model.phases.primary;
    expect(coefficients.lastYear).toBeCloseTo(0.5, 1);
    expect(coefficients.yearBefore).toBeCloseTo(0.2, 1);
    expect([source, trainingRows]).toEqual(['fitted', 600]);
  });

  it('sets its intervals by cross-fitting, with the stated coverage', () => {
    const { spread, calibration } = model.phases.primary;
    expect(calibration).toBe('cross-fit');
    const answers = expectFrame(model, inventedFrame(600));
    const covered = answers.filter((answer, index) => {
      const outcome = inventedSchool(index).absence[2]?.absencePercent ?? NaN;
      return (
        answer.kind === 'expected' &&
        outcome >= answer.expected.interval80.low &&
        outcome <= answer.expected.interval80.high
      );
    });
    expect(covered.length / 600).toBeGreaterThan(0.76);
    expect(covered.length / 600).toBeLessThan(0.84);
    expect(spread.quantiles.q025).toBeLessThan(spread.quantiles.q100);
    expect(spread.quantiles.q900).toBeLessThan(spread.quantiles.q975);
  });

  it('uses the published coefficients, and says so, where a phase has too few rows', () => {
    expect(model.phases.special).toEqual({
      ...publishedPhases.special,
      source: 'published',
      calibration: 'published',
      trainingRows: 0,
      calibrationRows: 0,
    });
    expect(model.notes.some((note) => note.includes('Too few special rows'))).toBe(true);
  });

  it('is drawn towards the published coefficients when there are few rows', () => {
    const alone = fitBaseline(inventedTraining(80), panelParameters).phases.primary;
    const drawn = fitBaseline(inventedTraining(80), fewSchoolsParameters).phases.primary;
    const published = publishedPhases.primary.coefficients;
    expect(drawn.source).toBe('fitted-with-prior');
    expect(drawn.calibration).toBe('scaled');
    expect(drawn.spread.quantiles).toEqual(publishedPhases.primary.spread.quantiles);
    expect(drawn.spread.perRootSize / drawn.spread.perLevel).toBeCloseTo(
      publishedPhases.primary.spread.perRootSize / publishedPhases.primary.spread.perLevel,
      9,
    );
    expect(Math.abs(drawn.coefficients.similar - published.similar)).toBeLessThan(
      Math.abs(alone.coefficients.similar - published.similar),
    );
  });

  it('gives plain JSON that expects the same after serialising', () => {
    const back = JSON.parse(JSON.stringify(model)) as BaselineModel;
    expect(expectFrame(back, inventedFrame(40))).toEqual(expectFrame(model, inventedFrame(40)));
  });

  it('leaves out schools without a size, a last year or an outcome', () => {
    const training = inventedTraining(100);
    const { enrolments: _enrolments, ...sizeless } = inventedSchool(200);
    const frames = [
      {
        targetYear,
        schools: [
          ...(training.frames[0]?.schools ?? []),
          sizeless,
          inventedSchool(201, { absence: inventedSchool(201).absence.slice(0, 2) }),
          inventedSchool(202, { absence: inventedSchool(202).absence.slice(2) }),
        ],
      },
    ];
    expect(_enrolments).toBeDefined();
    expect(fitBaseline({ ...training, frames }, panelParameters).phases.primary.trainingRows).toBe(100);
  });

  it('names the missing national rate and year in its error', () => {
    const training = inventedTraining(10);
    const nationalRates = { ...training.nationalRates, primary: {} };
    expect(() => fitBaseline({ ...training, nationalRates }, panelParameters)).toThrow(
      /no national primary absence rate for 2022\/23.*import/,
    );
    expect(() => fitBaseline({ ...training, frames: [] }, panelParameters)).toThrow(RangeError);
  });

  it('flags national rates that are weighted by enrolments only', () => {
    const training = inventedTraining(10);
    const primary = {
      ...training.nationalRates.primary,
      [lastYear]: { absencePercent: 6, basis: 'enrolment-weighted' as const },
    };
    const flagged = fitBaseline(
      { ...training, nationalRates: { ...training.nationalRates, primary } },
      panelParameters,
    );
    expect(flagged.notes.some((note) => note.includes('last resort'))).toBe(true);
  });
});

/** docs/model.md#formulas, 3 to 5, computed by hand with the published coefficients. */
describe('one school’s expected absence', () => {
  const model = fitBaseline(inventedTraining(10), panelParameters);
  const inputs: ExpectInputs = {
    phase: 'primary',
    targetYear,
    lastYearAbsencePercent: 7,
    yearBeforeAbsencePercent: 8,
    similarDeviationPoints: 0.5,
    enrolments: 200,
  };

  it('blends two own years with similar schools', () => {
    const expected = 6 + 0.002 + 0.5891 * 1 + (0.1463 + 0.0679) * 2 + 0.1732 * 0.5;
    expect(expectAbsence(model, inputs).expectedAbsencePercent).toBeCloseTo(expected, 10);
  });

  it('repeats last year where the year before is missing', () => {
    const { yearBeforeAbsencePercent: _year, ...single } = inputs;
    expect(_year).toBe(8);
    expect(expectAbsence(model, single).expectedAbsencePercent).toBe(
      expectAbsence(model, { ...inputs, yearBeforeAbsencePercent: 7 }).expectedAbsencePercent,
    );
  });

  it('clips an extreme year and passes on most of the excess', () => {
    const wild = expectAbsence(model, {
      ...inputs,
      lastYearAbsencePercent: 6 + 13.88,
      yearBeforeAbsencePercent: 6,
      similarDeviationPoints: 0,
    });
    expect(wild.expectedAbsencePercent).toBeCloseTo(6 + 0.002 + 0.5891 * 3.88 + 0.85 * 10, 10);
  });

  it('is never below zero', () => {
    const low = expectAbsence(model, {
      ...inputs,
      lastYearAbsencePercent: 0,
      yearBeforeAbsencePercent: 0,
      similarDeviationPoints: -20,
    });
    expect(low.expectedAbsencePercent).toBe(0);
    expect(low.interval95.low).toBe(0);
  });

  it('has a smaller interval for a large school than for a small one, and treats all below ten pupils alike', () => {
    const deviation = (enrolments: number): number =>
      expectAbsence(model, { ...inputs, enrolments }).standardDeviationPoints;
    expect(deviation(1000)).toBeLessThan(deviation(100));
    expect(deviation(3)).toBe(deviation(10));
  });

  it('scales the spread with the level, and the wider interval contains the narrower', () => {
    const high = expectAbsence(model, { ...inputs, lastYearAbsencePercent: 9, yearBeforeAbsencePercent: 9 });
    const average = expectAbsence(model, { ...inputs, lastYearAbsencePercent: 6, yearBeforeAbsencePercent: 6 });
    expect(high.standardDeviationPoints).toBeGreaterThan(average.standardDeviationPoints);
    expect(high.interval95.low).toBeLessThan(high.interval80.low);
    expect(high.interval95.high).toBeGreaterThan(high.interval80.high);
    expect(high.interval80.low).toBeLessThan(high.expectedAbsencePercent);
    expect(high.interval80.high).toBeGreaterThan(high.expectedAbsencePercent);
  });
});

describe('a frame of schools for expectations', () => {
  const model = fitBaseline(inventedTraining(60), panelParameters);

  it('gives the reason for each school without an expectation', () => {
    const { enrolments: _enrolments, ...sizeless } = inventedSchool(1);
    const noLastYear = inventedSchool(2, {
      absence: inventedSchool(2).absence.filter(({ academicYear: year }) => year !== lastYear),
    });
    const alone = inventedSchool(3, { phase: 'special', absence: [{ academicYear: lastYear, absencePercent: 12 }] });
    const frame = { targetYear, schools: [...inventedFrame(40).schools.slice(4), sizeless, noLastYear, alone] };
    const missing = expectFrame(model, frame)
      .slice(-3)
      .map((answer) => (answer.kind === 'expected' ? 'nothing' : answer.missing));
    expect(_enrolments).toBeDefined();
    expect(missing).toEqual(['enrolments', 'last-year', 'similar-schools']);
  });

  it('gives the same result as each school on its own', () => {
    const frame = inventedFrame(40);
    const [answer] = expectFrame(model, frame);
    if (answer?.kind !== 'expected') throw new Error('The first school has all it needs.');
    const national = nationalPercent.primary;
    const alone = expectAbsence(model, {
      phase: 'primary',
      targetYear,
      lastYearAbsencePercent: national + 2 * wobble(0),
      yearBeforeAbsencePercent: national + 2 * wobble(5000),
      similarDeviationPoints: 100 - answer.similar.meanPercent - national,
      enrolments: 200,
    });
    expect(answer.expected.expectedAbsencePercent).toBeCloseTo(alone.expectedAbsencePercent, 9);
  });

  it('does not use the target year or later years', () => {
    const frame = inventedFrame(60);
    const blind = {
      targetYear,
      schools: frame.schools.map((school) => ({
        ...school,
        absence: school.absence.filter(({ academicYear: year }) => year < targetYear),
      })),
    };
    expect(expectFrame(model, frame)).toEqual(expectFrame(model, blind));
    expect(shiftYear(targetYear, -1)).toBe(lastYear);
  });
});
