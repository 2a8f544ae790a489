import { type AbsencePhase } from '../shared/phase.js';
import { type PhaseNoise } from './noise.js';
import { defaultPlausibility, type Plausibility } from './plausibility.js';
import { defaultAbsenceWatch, type AbsenceWatch } from './severe-absence.js';

/** How a year is watched and judged: versioned, and pinned to each school-year when it starts. */
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
  /** Whether every check of a run must be short by some distance, as in `monitoring-2024-1`, or the one that completes it. */
  readonly distanceAt?: 'every-check' | 'end-of-run';
  /** School days that one shock may set aside. */
  readonly shockCapSchoolDays: number;
  /** Percentage points of absence above the school's own season that a day set aside may account for. */
  readonly greatestShockExcessPoints: number;
  /** A year with more set aside, or less reported, than this share is inconclusive. */
  readonly greatestExemptShareOfYear: number;
  readonly leastReportedShareOfYear: number;
  /** Whether checks go on once more than that share is set aside, as in `monitoring-2024-1`, although the year cannot be judged. */
  readonly beyondExemptShare?: 'judged' | 'not-judged';
  /** A month with a smaller share of its planned sessions is flagged thin. */
  readonly thinMonthShare: number;
  /**
   * Whether chance is reckoned at the ceiling, as in `monitoring-2024-1`, or at the level seen where that is higher: chance strays
   * further up than down, and a small school's bad months make it look surer than it is.
   */
  readonly noiseAt?: 'ceiling' | 'level-seen';
  /** How far a school's true level lies from its floor before anything is seen: one standard deviation, percentage points. */
  readonly priorDeviationPoints: Readonly<Record<AbsencePhase, number>>;
  readonly noise: Readonly<Record<AbsencePhase, PhaseNoise>>;
  /** Whether the prior is the policy's own about the floor, as before `monitoring-2025-2`, or what the draft expected of the school. */
  readonly priorFrom?: 'policy' | 'draft';
  /** When a rise of severe or persistent absence asks a person to look; years before `monitoring-2025-2` do not watch it. */
  readonly absenceWatch?: AbsenceWatch;
  readonly plausibility: Plausibility;
}

/**
 * Rules: docs/sources/expectation.md#consistently-and-by-some-distance,
 * docs/sources/local-shocks.md#effects and docs/judging.md#a-check (probabilities).
 * Two standard errors are asked for, and a tenth, because a year has nine looks (docs/judging.md#by-chance-npm-run-simulatechance).
 * Thin: 5% of sessions lost (docs/sources/local-shocks.md#count-once), less the 4% by which enrolments run above pupils
 * (docs/sources/absence-statistics.md#sessions).
 * Noise of the school's own months and year: docs/sources/statistics.md#noise-of-a-month, with the month's 246, 468 and 187 divided by
 * p(100 − p) at the 6.0,
 * 8.8 and 12.7% of those autumns and by 36.5 sessions, times 1.12: a week-to-week correlation of 0.2 makes successive months of four
 * weeks correlate by 0.06. Area: fitted to the authorities of the fortnightly releases of 2023/24 and 2024/25 (`npm run calibrate`).
 * Prior: what the draft expected of the school and one deviation about it. Where no expected level is given: half the width of the reference's 80% interval is about 0.6 points; wider for secondaries and
 * special schools.
 */
export const defaultMonitoringPolicy: MonitoringPolicy = {
  version: 'monitoring-2025-2',
  leastJudgedMonths: 3,
  belowProbability: 0.9,
  watchProbability: 0.7,
  leastShortfallPoints: 0.5,
  leastStandardErrors: 2.1,
  successiveChecksBelow: 3,
  distanceAt: 'end-of-run',
  shockCapSchoolDays: 10,
  greatestShockExcessPoints: 30,
  greatestExemptShareOfYear: 0.25,
  leastReportedShareOfYear: 0.8,
  beyondExemptShare: 'not-judged',
  thinMonthShare: 0.91,
  noiseAt: 'level-seen',
  priorDeviationPoints: { primary: 0.6, secondary: 0.9, special: 2 },
  noise: {
    primary: {
      overdispersion: 18,
      commonMonthVariance: 0,
      yearVariance: 0.0135,
      yearVariancePerEnrolment: 0,
      seasonVariance: 0,
      areaStray: { monthVariance: 0.13, seasonVariance: 0 },
    },
    secondary: {
      overdispersion: 24,
      commonMonthVariance: 0,
      yearVariance: 0.012,
      yearVariancePerEnrolment: 0,
      seasonVariance: 0,
      areaStray: { monthVariance: 0.45, seasonVariance: 0 },
    },
    special: {
      overdispersion: 7,
      commonMonthVariance: 0,
      yearVariance: 0.0075,
      yearVariancePerEnrolment: 117,
      seasonVariance: 0,
      areaStray: { monthVariance: 0.62, seasonVariance: 0.17 },
    },
  },
  priorFrom: 'draft',
  absenceWatch: defaultAbsenceWatch,
  plausibility: defaultPlausibility,
};
