import { type AbsencePhase } from '../shared/phase.js';
import { type PhaseNoise } from './noise.js';
import { defaultPlausibility, type Plausibility } from './plausibility.js';
import { defaultAbsenceWatch, type AbsenceWatch } from './severe-absence.js';

/** How a year is monitored and judged: versioned, and pinned to each school-year when it starts. */
export interface MonitoringPolicy {
  readonly version: string;
  /** No status before this many judged months. */
  readonly leastJudgedMonths: number;
  /** Probability that the year ends short, from which a check is `below`, and from which it is `watch`. */
  readonly belowProbability: number;
  readonly watchProbability: number;
  /** "Some distance": a shortfall counts only above both of these. */
  readonly leastShortfallPoints: number;
  readonly leastStandardErrors: number;
  /** "Consistently": this many successive checks below propose a referral. */
  readonly successiveChecksBelow: number;
  /** School days that one shock may set aside. */
  readonly shockCapSchoolDays: number;
  /** Percentage points of absence above the school's own season that a day set aside may explain. */
  readonly greatestShockExcessPoints: number;
  /** A year with more set aside, or less reported, than this share is inconclusive. */
  readonly greatestExemptShareOfYear: number;
  readonly leastReportedShareOfYear: number;
  /** A month with a smaller share of its planned sessions is flagged thin. */
  readonly thinMonthShare: number;
  /** Where no expected level is given: the distance of a school's true level from its floor, one standard deviation, percentage points. */
  readonly priorDeviationPoints: Readonly<Record<AbsencePhase, number>>;
  readonly noise: Readonly<Record<AbsencePhase, PhaseNoise>>;
  /** When a rise of severe or persistent absence is reported to a person. */
  readonly absenceWatch: AbsenceWatch;
  readonly plausibility: Plausibility;
}

/**
 * Rules: docs/sources/expectation.md#consistently-and-by-some-distance, docs/sources/local-shocks.md#effects and docs/judging.md#a-check
 * (probabilities). The margin is two standard errors and a tenth, because a year has nine checks
 * (docs/judging.md#by-chance-npm-run-simulatechance). Thin: 5% of sessions lost (docs/sources/local-shocks.md#count-once), less the 4% by
 * which enrolments run above pupils (docs/sources/absence-statistics.md#sessions). Noise of the school's own months and year:
 * docs/sources/statistics.md#noise-of-a-month, with the month's 246, 468 and 187 divided by p(100 − p) at the 6.0, 8.8 and 12.7% of those
 * autumns and by 36.5 sessions, times 1.12: a week-to-week correlation of 0.2 makes successive months of four weeks correlate by 0.06.
 * Area: fitted to the authorities of the fortnightly releases of 2023/24 and 2024/25 (`npm run calibrate`). Prior: what the draft expected
 * of the school and one deviation about it. Where no expected level is given: half the width of the reference's 80% interval is about 0.6
 * points; wider for secondaries and special schools.
 */
export const defaultMonitoringPolicy: MonitoringPolicy = {
  version: 'monitoring-2025-3',
  leastJudgedMonths: 3,
  belowProbability: 0.9,
  watchProbability: 0.7,
  leastShortfallPoints: 0.5,
  leastStandardErrors: 2.1,
  successiveChecksBelow: 3,
  shockCapSchoolDays: 10,
  greatestShockExcessPoints: 30,
  greatestExemptShareOfYear: 0.25,
  leastReportedShareOfYear: 0.8,
  thinMonthShare: 0.91,
  priorDeviationPoints: { primary: 0.6, secondary: 0.9, special: 2 },
  noise: {
    primary: {
      overdispersion: 18,
      commonMonthVariance: 0,
      yearVariance: 0.0135,
      yearVariancePerEnrolment: 0,
      areaStray: { monthVariance: 0.13, seasonVariance: 0 },
    },
    secondary: {
      overdispersion: 24,
      commonMonthVariance: 0,
      yearVariance: 0.012,
      yearVariancePerEnrolment: 0,
      areaStray: { monthVariance: 0.45, seasonVariance: 0 },
    },
    special: {
      overdispersion: 7,
      commonMonthVariance: 0,
      yearVariance: 0.0075,
      yearVariancePerEnrolment: 117,
      areaStray: { monthVariance: 0.62, seasonVariance: 0.17 },
    },
  },
  absenceWatch: defaultAbsenceWatch,
  plausibility: defaultPlausibility,
};
