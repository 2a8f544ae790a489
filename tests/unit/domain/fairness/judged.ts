import { type Fifth, type JudgedSchool } from '../../../../domain/fairness/judged-school.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { regionCodes } from '../../../../domain/shared/phase.js';
import { randomStream } from '../../../../demo/england/random.js';

export const judgedYear = academicYear('202324');
export const yearBefore = academicYear('202223');

const standardDeviation = 0.6;

/** A school whose year came out where it was expected, with an ordinary expectation of a tenth of a point. */
export function judgedSchool(change: Partial<JudgedSchool> = {}): JudgedSchool {
  const { expectedAbsencePercent: expected = 6 } = change;
  const around = (deviations: number): JudgedSchool['interval80'] => ({
    low: expected - deviations * standardDeviation,
    high: expected + deviations * standardDeviation,
  });
  return {
    judgedYear,
    phase: 'primary',
    regionCode: 'H',
    enrolments: 300,
    fifths: {},
    expectedAbsencePercent: expected,
    standardDeviationPoints: standardDeviation,
    interval80: around(1.2816),
    interval95: around(1.96),
    outcomeAbsencePercent: expected,
    ceilingAbsencePercent: expected - 0.1,
    referral: { shortfallPoints: 0.5, standardErrorPoints: 0.25 },
    ...change,
  };
}

/** Schools of every kind whose year strays from the expected value by chance alone, and by what a test adds. */
export function fairYear(
  schools: number,
  {
    seed,
    year = judgedYear,
    extra = () => 0,
  }: { seed: number; year?: JudgedSchool['judgedYear']; extra?: (school: JudgedSchool) => number },
): readonly JudgedSchool[] {
  const draw = randomStream(seed, year);
  return Array.from({ length: schools }, (_, index) => {
    const school = judgedSchool({
      judgedYear: year,
      phase: index % 4 === 0 ? 'secondary' : 'primary',
      regionCode: regionCodes[index % regionCodes.length] ?? 'H',
      enrolments: 60 + ((index * 37) % 1_100),
      isRural: index % 3 === 0,
      fifths: {
        deprivation: fifth(index),
        specialNeeds: fifth(Math.floor(index / 5)),
        language: fifth(Math.floor(index / 25)),
      },
      expectedAbsencePercent: 5 + draw.uniform() * 3,
    });
    const stray = standardDeviation * draw.normal();
    return { ...school, outcomeAbsencePercent: school.expectedAbsencePercent + stray + extra(school) };
  });
}

const fifth = (index: number): Fifth => (1 + (index % 5)) as Fifth;
