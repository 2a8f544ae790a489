import { type AbsencePhase } from '../shared/phase.js';
import { type PhaseSeason } from './phase-season.js';

/**
 * The nation's season of each phase, learned from the fortnightly releases of 2022/23 to 2024/25 by seasonFromYears (`npm run calibrate`;
 * data/README.md, attendance_la_ytd_snapshots). Releases that count weeks twice, from February to May 2023, are left out. A region's own
 * season did not predict its next year better, so regions have none (docs/adr/0029).
 */
export const learnedSeason: Readonly<Record<AbsencePhase, PhaseSeason>> = {
  primary: {
    '09': { relative: 0.8124, weight: 1 },
    '10': { relative: 0.9112, weight: 1 },
    '11': { relative: 0.9849, weight: 1 },
    '12': { relative: 1.251, weight: 1 },
    '01': { relative: 1.01, weight: 1 },
    '02': { relative: 1.0027, weight: 1 },
    '03': { relative: 0.9858, weight: 1 },
    '04': { relative: 0.9354, weight: 1 },
    '05': { relative: 0.9609, weight: 1 },
    '06': { relative: 1.068, weight: 1 },
    '07': { relative: 1.0758, weight: 1 },
  },
  secondary: {
    '09': { relative: 0.8171, weight: 1 },
    '10': { relative: 0.8976, weight: 1 },
    '11': { relative: 0.9233, weight: 1 },
    '12': { relative: 1.1288, weight: 1 },
    '01': { relative: 0.9831, weight: 1 },
    '02': { relative: 1.005, weight: 1 },
    '03': { relative: 1.0124, weight: 1 },
    '04': { relative: 0.9787, weight: 1 },
    '05': { relative: 1.1044, weight: 1 },
    '06': { relative: 1.0083, weight: 0.85 },
    '07': { relative: 1.1349, weight: 0.85 },
  },
  special: {
    '09': { relative: 0.8865, weight: 1 },
    '10': { relative: 0.9587, weight: 1 },
    '11': { relative: 0.9859, weight: 1 },
    '12': { relative: 1.1298, weight: 1 },
    '01': { relative: 1.0138, weight: 1 },
    '02': { relative: 1.0091, weight: 1 },
    '03': { relative: 1.0125, weight: 1 },
    '04': { relative: 0.9846, weight: 1 },
    '05': { relative: 1.0251, weight: 1 },
    '06': { relative: 0.9823, weight: 1 },
    '07': { relative: 1.0122, weight: 1 },
  },
};
