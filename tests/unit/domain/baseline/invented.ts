import { censusContext } from '../../../../domain/baseline/context.js';
import { type TrainingData } from '../../../../domain/baseline/fit.js';
import { type PointField } from '../../../../domain/baseline/point-field.js';
import { type Frame, type SchoolHistory } from '../../../../domain/baseline/types.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../../../domain/shared/phase.js';

const yearBefore = academicYear('202122');
export const [lastYear, targetYear] = [academicYear('202223'), academicYear('202324')];

/** A scrambled number between −1 and 1 for each index (the mulberry32 step): invented schools differ, the same way each time. */
export function wobble(index: number): number {
  let mixed = Math.imul(index + 1, 0x6d2b79f5);
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
}

export const nationalPercent: Readonly<Record<AbsencePhase, number>> = { primary: 6, secondary: 9, special: 12 };

export const nationalRatesOf = (rates: Readonly<Record<AbsencePhase, number>>): TrainingData['nationalRates'] => {
  const years = (absencePercent: number): Record<string, { absencePercent: number; basis: 'published' }> =>
    Object.fromEntries(
      [yearBefore, lastYear, targetYear].map((year) => [year, { absencePercent, basis: 'published' }]),
    );
  return { primary: years(rates.primary), secondary: years(rates.secondary), special: years(rates.special) };
};

/** A school whose two years lie `deviation` from the national rate, and whose target year follows `outcome`. */
export function inventedSchool(index: number, change: Partial<SchoolHistory> = {}): SchoolHistory {
  const phase = change.phase ?? 'primary';
  const national = nationalPercent[phase];
  const [r1, r2] = [2 * wobble(index), 2 * wobble(index + 5000)];
  return {
    urn: String(900_000 + index),
    phase,
    regionCode: index % 2 === 0 ? 'A' : 'B',
    laCode: '901',
    isSelective: false,
    enrolments: 200 + (index % 50),
    absence: [
      { academicYear: yearBefore, absencePercent: national + r2 },
      { academicYear: lastYear, absencePercent: national + r1 },
      { academicYear: targetYear, absencePercent: national + 0.5 * r1 + 0.2 * r2 + 0.3 * wobble(index + 9000) },
    ],
    context: {
      freeMealsPercent: 20 + 10 * wobble(index + 100),
      freeMealsEverSixPercent: 25 + 10 * wobble(index + 200),
      educationHealthCarePlanPercent: 3 + wobble(index + 300),
      specialNeedsSupportPercent: 13 + 3 * wobble(index + 400),
      englishAdditionalLanguagePercent: 20 + 15 * wobble(index + 500),
      roll: 220 + (index % 50),
    },
    ...change,
  };
}

export const inventedFrame = (count: number): Frame => ({
  targetYear,
  schools: Array.from({ length: count }, (_, index) => inventedSchool(index)),
});

export const inventedTraining = (count: number): TrainingData => ({
  frames: [inventedFrame(count)],
  contextSource: censusContext,
  nationalRates: nationalRatesOf(nationalPercent),
});

export const pointField = (dimensions: number, points: readonly (readonly number[])[]): PointField => ({
  dimensions,
  coordinates: Float64Array.from(points.flat()),
});
