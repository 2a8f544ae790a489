import { quantile } from '../baseline/quantile.js';
import { type JudgedSchool } from '../fairness/judged-school.js';
import { isMet } from '../fairness/measures.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';

/** How well a model did on one year, the national change taken out. Errors and widths in percentage points, the rest shares. */
export interface YearMetrics {
  readonly judgedYear: AcademicYear;
  readonly schools: number;
  readonly meanAbsoluteErrorPoints: number;
  readonly meanAbsoluteErrorPointsByPhase: Readonly<Partial<Record<AbsencePhase, number>>>;
  readonly biasPoints: number;
  readonly cover80: number;
  readonly cover95: number;
  readonly medianWidth80Points: number;
  readonly met: number;
}

/** @throws RangeError when no school was judged. */
export function yearMetrics(judgedYear: AcademicYear, schools: readonly JudgedSchool[]): YearMetrics {
  if (schools.length === 0) throw new RangeError('A year needs at least one judged school.');
  const errors = (of: readonly JudgedSchool[]): number =>
    mean(of.map((one) => Math.abs(one.outcomeAbsencePercent - one.expectedAbsencePercent)));
  const phases = (['primary', 'secondary', 'special'] as const)
    .map((phase) => [phase, schools.filter((school) => school.phase === phase)] as const)
    .filter(([, own]) => own.length > 0);
  const share = (isCounted: (school: JudgedSchool) => boolean): number =>
    schools.filter(isCounted).length / schools.length;
  return {
    judgedYear,
    schools: schools.length,
    meanAbsoluteErrorPoints: errors(schools),
    meanAbsoluteErrorPointsByPhase: Object.fromEntries(phases.map(([phase, own]) => [phase, errors(own)])),
    biasPoints: mean(schools.map((one) => one.outcomeAbsencePercent - one.expectedAbsencePercent)),
    cover80: share((one) => isIn(one.interval80, one.outcomeAbsencePercent)),
    cover95: share((one) => isIn(one.interval95, one.outcomeAbsencePercent)),
    medianWidth80Points: quantile(
      schools.map(({ interval80 }) => interval80.high - interval80.low),
      0.5,
    ),
    met: share(isMet),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const isIn = ({ low, high }: JudgedSchool['interval80'], value: number): boolean => value >= low && value <= high;
