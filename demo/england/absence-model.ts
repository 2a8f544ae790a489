import { type AbsencePhase } from '../../domain/shared/phase.js';
import { type Curve } from './curves.js';

/** Years of a published series, counted from the latest: -2, -1, 0, and 1 for the year in progress. */
export const yearOffsets = [-2, -1, 0, 1] as const;

/** How the rates of one phase behave; percentage points of absence unless said otherwise. */
export interface AbsenceModel {
  /** National rate at each offset of `yearOffsets`. */
  readonly nationalPercent: readonly [number, number, number, number];
  /** Spread of the logarithm of a school's lasting level, below and above the median school. */
  readonly spreadBelow: number;
  readonly spreadAbove: number;
  /** Standard deviation, in those spreads, of the drift from year to year, and the share of it that remains a year later. */
  readonly drift: number;
  readonly driftKept: number;
  /** Transient variance of one year: `noiseFloor + noiseSlope / enrolments`. */
  readonly noiseFloor: number;
  readonly noiseSlope: number;
  /** Further transient variance at each offset: the years after the pandemic were less settled. */
  readonly unsettled: readonly [number, number, number, number];
  /** Possible sessions for each enrolment, by quantile. */
  readonly sessions: Curve;
  /** Severely absent enrolments for each persistently absent one at the national rate. */
  readonly severeShare: number;
  /** Unauthorised share of absence sessions, by rate. */
  readonly unauthorised: Curve;
}

/**
 * National rates: pupil absence statistics 2021/22 to 2023/24 and, for the year in progress, daily statistics 2024/25; special schools
 * before 2023/24 are our choice. Noise: reference model, v(n). Unsettled years: fitted to the changes of 1,845 real schools, 2021/22 to
 * 2023/24 (successive changes correlate -0.48 in primary, -0.15 in secondary schools). Sessions: panel of 2017/18.
 */
export const absenceModels: Readonly<Record<AbsencePhase, AbsenceModel>> = {
  primary: {
    nationalPercent: [6.26, 5.9, 5.53, 5.25],
    spreadBelow: 0.222,
    spreadAbove: 0.232,
    drift: 0.43,
    driftKept: 0.7,
    noiseFloor: 0.015,
    noiseSlope: 14.6,
    unsettled: [0.3, 0.18, 0.02, 0],
    sessions: [
      [0, 215],
      [0.01, 221],
      [0.05, 331],
      [0.25, 353],
      [0.5, 361],
      [0.75, 368],
      [0.95, 374],
      [1, 380],
    ],
    severeShare: 0.055,
    unauthorised: [
      [2, 0.17],
      [3.5, 0.22],
      [4.5, 0.254],
      [5.5, 0.309],
      [6.5, 0.359],
      [7.5, 0.401],
      [8.5, 0.449],
      [12, 0.52],
      [20, 0.6],
    ],
  },
  secondary: {
    nationalPercent: [8.99, 9.01, 8.89, 8.59],
    spreadBelow: 0.222,
    spreadAbove: 0.232,
    drift: 0.68,
    driftKept: 0.74,
    noiseFloor: 0.013,
    noiseSlope: 14.6,
    unsettled: [0.4, 0.05, 0.02, 0],
    sessions: [
      [0, 200],
      [0.01, 240],
      [0.05, 304],
      [0.25, 340],
      [0.5, 348],
      [0.75, 354],
      [0.95, 361],
      [1, 370],
    ],
    severeShare: 0.14,
    unauthorised: [
      [3, 0.2],
      [5.5, 0.27],
      [6.5, 0.307],
      [7.5, 0.353],
      [8.5, 0.391],
      [9.5, 0.434],
      [10.5, 0.47],
      [11.5, 0.504],
      [13, 0.535],
      [15.5, 0.602],
      [20, 0.64],
    ],
  },
  special: {
    nationalPercent: [13.3, 13.2, 13, 12.88],
    spreadBelow: 0.27,
    spreadAbove: 0.46,
    drift: 0.4,
    driftKept: 0.7,
    noiseFloor: 0.01,
    noiseSlope: 134,
    unsettled: [0.6, 0.2, 0.05, 0],
    sessions: [
      [0, 200],
      [0.01, 220],
      [0.05, 282],
      [0.25, 337],
      [0.5, 352],
      [0.75, 361],
      [0.95, 370],
      [1, 376],
    ],
    severeShare: 0.17,
    unauthorised: [
      [4, 0.12],
      [8, 0.15],
      [12, 0.17],
      [17, 0.3],
      [25, 0.46],
      [40, 0.52],
    ],
  },
};

/** Persistent absence (10%) by overall absence, per cent, above and below; one curve holds for all phases. Sources: real schools 2023/24, panel 2017/18. */
export const persistentByAbsence: Curve = [
  [0, 0],
  [2, 1.8],
  [2.8, 3.9],
  [3.5, 6.4],
  [4.5, 10.1],
  [5.5, 14],
  [6.5, 18.4],
  [7.5, 22],
  [8.5, 25.6],
  [9.5, 28.8],
  [10.5, 31.8],
  [11.5, 34.5],
  [13, 38.4],
  [15.5, 44.5],
  [18, 50.5],
  [25, 62],
  [40, 80],
  [60, 94],
  [100, 100],
];
