import { describe, expect, it } from 'vitest';
import { censusContext } from '../../../../domain/baseline/context.js';
import { type NationalRates } from '../../../../domain/baseline/national-rates.js';
import { type ContextStandard } from '../../../../domain/baseline/standardise.js';
import { type SchoolHistory } from '../../../../domain/baseline/types.js';
import { type Establishment } from '../../../../domain/scope/types.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { comparableSchool, contextCoordinates, knownAttendance } from '../../../../domain/similar/comparable.js';
import { context } from './schools.js';

const targetYear = academicYear('202425');
const [lastYear, yearBefore] = [academicYear('202324'), academicYear('202223')];
const rate = (absencePercent: number): NationalRates['primary'][string] => ({ absencePercent, basis: 'published' });
const national: NationalRates = {
  primary: {},
  secondary: { [lastYear]: rate(8.5), [yearBefore]: rate(9) },
  special: {},
};
const history: SchoolHistory = {
  urn: '900001',
  phase: 'secondary',
  regionCode: 'D',
  laCode: '901',
  isSelective: false,
  absence: [
    { academicYear: lastYear, absencePercent: 7 },
    { academicYear: yearBefore, absencePercent: 8 },
  ],
  context,
};

describe('the attendance that a school is compared by', () => {
  it('is the mean of last year and the year before moved by the national change', () => {
    expect(knownAttendance(history, targetYear, national)).toEqual({ attendancePercent: 93, yearBeforePercent: 92.5 });
  });

  it('is last year alone where the year before, or a national rate, is missing', () => {
    const one = { attendancePercent: 93, yearBeforePercent: undefined };
    expect(knownAttendance({ ...history, absence: history.absence.slice(0, 1) }, targetYear, national)).toEqual(one);
    for (const year of [lastYear, yearBefore])
      expect(knownAttendance(history, targetYear, { ...national, secondary: { [year]: rate(9) } })).toEqual(one);
  });

  it('is unknown without last year', () => {
    expect(knownAttendance({ ...history, absence: history.absence.slice(1) }, targetYear, national)).toBeUndefined();
  });

  it('comes with a place in context where at least half of the measures are known', () => {
    const one = { mean: 10, standardDeviation: 5, median: 10 };
    const phase = censusContext.measures.map(() => one);
    const standard: ContextStandard = { primary: phase, secondary: phase, special: phase };
    const three = { freeMealsPercent: 20, freeMealsEverSixPercent: 15, educationHealthCarePlanPercent: 10 };
    expect(contextCoordinates(censusContext, standard, { ...history, context: three })).toEqual([2, 1, 0, 0, 0, 0]);
    const { freeMealsPercent, ...two } = three;
    expect(freeMealsPercent).toBe(20);
    expect(contextCoordinates(censusContext, standard, { ...history, context: two })).toBeUndefined();
  });

  it('joins the register and the facts', () => {
    const establishment: Establishment = {
      lowAge: 3,
      highAge: 18,
      urn: '900001',
      laCode: '901',
      name: 'Anywhere School',
      typeCode: '34',
      status: 'open',
      phase: 'all-through',
      gender: 'girls',
      admissionsPolicy: 'selective',
      trustFlag: 'multi-academy',
      urbanRural: 'RSF1',
      easting: 400_000,
      northing: 500_000,
    };
    const facts = {
      history,
      enrolments: 700,
      attendancePercent: 93,
      yearBeforePercent: 92.5,
      contextCoordinates: [1, 2, 3, 4, 5, 6],
      areaSelectivity: 'partly-selective',
      trustSchools: 3,
    } as const;
    expect(comparableSchool(establishment, facts)).toEqual({
      urn: '900001',
      absencePhase: 'secondary',
      yearGroups: 'all-through',
      phase: 'all-through',
      isSelective: true,
      areaSelectivity: 'partly-selective',
      gender: 'girls',
      regionCode: 'D',
      isRural: true,
      position: { easting: 400_000, northing: 500_000 },
      governance: 'small-trust',
      enrolments: 700,
      attendancePercent: 93,
      yearBeforePercent: 92.5,
      context,
      contextCoordinates: [1, 2, 3, 4, 5, 6],
    });
  });
});
