import { censusContext } from '../../../../domain/baseline/context.js';
import { type TrainingData } from '../../../../domain/baseline/fit.js';
import { type Frame, type SchoolHistory } from '../../../../domain/baseline/types.js';
import { type AcademicYear, academicYear, shiftYear } from '../../../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../../../domain/shared/phase.js';
import { inventedSchool, nationalPercent, wobble } from './invented.js';

export const [firstTarget, secondTarget, unseenTarget] = [
  academicYear('202122'),
  academicYear('202223'),
  academicYear('202324'),
];

/** The nation moves a little each year; six years, so that its shift is its own. */
const nationalYears = Object.fromEntries(
  (['primary', 'secondary', 'special'] as const).map((phase) => [
    phase,
    Object.fromEntries(
      [-6, -5, -4, -3, -2, -1, 0].map((back) => [
        shiftYear(unseenTarget, back),
        { absencePercent: nationalPercent[phase] + 0.25 * wobble(700 + back), basis: 'published' as const },
      ]),
    ),
  ]),
) as unknown as TrainingData['nationalRates'];

const phaseOf = (index: number): AbsencePhase =>
  index % 8 === 7 ? 'special' : index % 8 >= 5 ? 'secondary' : 'primary';

const isGap = (index: number, every: number): boolean => index % every === every - 1;

/** A school that keeps its level, with gaps of every kind: a year, a size, the context. */
function schoolOf(index: number, targetYear: AcademicYear): SchoolHistory {
  const phase = phaseOf(index);
  const enrolments = Math.round(8 + 400 * (1 + wobble(index + 40)) ** 2);
  const level = 1.5 * wobble(index) + (isGap(index, 41) ? 9 : 0);
  const invented = inventedSchool(index, { phase, enrolments, isSelective: phase === 'secondary' && index % 16 === 5 });
  const missing = new Set(
    [isGap(index, 17) && -1, isGap(index, 7) && -2, isGap(index, 3) && -3, isGap(index, 5) && -4].filter(
      (back) => back !== false,
    ),
  );
  const absence = [0, -1, -2, -3, -4]
    .filter((back) => !missing.has(back))
    .map((back) => {
      const year = shiftYear(targetYear, back);
      const noise = (6 / Math.sqrt(enrolments)) * wobble(index * 31 + Number(year));
      const national = nationalYears[phase][year]?.absencePercent ?? NaN;
      return { academicYear: year, absencePercent: Math.max(0, national + level + noise) };
    });
  const { enrolments: size, ...sizeless } = invented;
  return {
    ...(isGap(index, 23) ? sizeless : { ...sizeless, enrolments: size ?? 0 }),
    absence,
    context: isGap(index, 13) ? { roll: 300 } : invented.context,
  };
}

export const smallFrame = (targetYear: AcademicYear, count: number): Frame => ({
  targetYear,
  schools: Array.from({ length: count }, (_, index) => schoolOf(index, targetYear)),
});

export const smallTraining = (targetYears: readonly AcademicYear[], count: number): TrainingData => ({
  frames: targetYears.map((year) => smallFrame(year, count)),
  contextSource: censusContext,
  nationalRates: nationalYears,
});
