import { describe, expect, it } from 'vitest';
import { expectFrame } from '../../../../domain/baseline/expect.js';
import { fitBaseline } from '../../../../domain/baseline/fit.js';
import { type BaselineModel, type PhaseModel } from '../../../../domain/baseline/model.js';
import { fewSchoolsParameters, panelParameters } from '../../../../domain/baseline/parameters.js';
import { figures, schools } from './reproduced-figures.js';
import { firstTarget, secondTarget, smallFrame, smallTraining, unseenTarget } from './small-country.js';

const figuresOf = ({ coefficients: of, clip, spread, withoutLastYear, ...phase }: PhaseModel): object => ({
  from: [phase.source, phase.calibration, phase.trainingRows, phase.calibrationRows],
  coefficients: [of.intercept, of.lastYear, of.yearBefore, of.older, of.similar],
  clip: [clip.low, clip.high],
  spread: [spread.constant, spread.perRootSize, spread.perLevel, spread.perFreeMeals],
  quantiles: Object.values(spread.quantiles),
  withoutLastYear: Object.values(withoutLastYear),
});
const phasesOf = ({ phases: { primary, secondary, special } }: BaselineModel): object => ({
  primary: figuresOf(primary),
  secondary: figuresOf(secondary),
  special: figuresOf(special),
});

/**
 * The figures of a small invented country, to the last bit, so that two runs, two machines and two versions of Node are seen to agree.
 * What moves here moves the expectations of schools: it may move only with the version of the parameters.
 */
describe('the bits of the results are the same for the same schools', () => {
  const model = fitBaseline(smallTraining([firstTarget, secondTarget], 300), panelParameters);
  const answers = expectFrame(model, smallFrame(unseenTarget, 300));

  it('in a fit of two years', () => {
    expect(phasesOf(model)).toEqual(figures.twoYears);
    expect(model.nationalShift.primary).toEqual({
      standardDeviationPoints: 0.17924621002406058,
      changes: 6,
      source: 'own-history',
    });
  });

  it('in a fit of one year drawn towards the published coefficients', () => {
    const drawn = fitBaseline(smallTraining([secondTarget], 250), fewSchoolsParameters);
    expect(phasesOf(drawn)).toEqual(figures.oneYear);
  });

  it.each(Object.entries(schools))('for a school that is %s', (_, { position, basis, inputs, expected, similar }) => {
    const answer = answers[position];
    if (answer?.kind !== 'expected') throw new Error('This school has all that it needs.');
    const { inputs: given, expected: found, similar: levels } = answer;
    expect([
      given.lastYearAbsencePercent,
      given.yearBeforeAbsencePercent,
      given.olderDeviationPoints,
      given.similarDeviationPoints,
      given.enrolments,
      given.freeMealsRatio,
    ]).toEqual(inputs);
    expect([
      found.expectedAbsencePercent,
      found.standardDeviationPoints,
      found.interval80.low,
      found.interval80.high,
      found.interval95.low,
      found.interval95.high,
    ]).toEqual(expected);
    expect(`${levels.basis} ${levels.schools}`).toBe(basis);
    expect([levels.meanPercent, levels.medianPercent, levels.topQuarterPercent, levels.topDecilePercent]).toEqual(
      similar,
    );
  });

  it('for schools without enough data for an expectation', () => {
    const missing = answers.flatMap((answer) => (answer.kind === 'expected' ? [] : [answer.missing]));
    expect(missing.filter((one) => one === 'last-year')).toHaveLength(17);
    expect(missing.filter((one) => one === 'enrolments')).toHaveLength(13);
    expect(missing).toHaveLength(30);
  });
});
