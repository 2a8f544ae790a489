import { type AbsencePhase } from '../shared/phase.js';
import { type Coefficients, type DeviationClip, type Spread } from './model.js';

/**
 * The reference model for 2017/18, fitted on all state schools of 2015/16 and 2016/17. Source: MODEL.md (coefficients and clips);
 * spreads by the same formulas from the residuals of 2016/17. Used where there are too few rows to fit, and as the prior of a small fit.
 */
export const publishedPhases: Readonly<
  Record<AbsencePhase, { coefficients: Coefficients; clip: DeviationClip; spread: Spread }>
> = {
  primary: {
    coefficients: { intercept: -0.0003, lastYear: 0.5658, yearBefore: 0.1899, similar: 0.2129 },
    clip: { low: -2.12, high: 3.88 },
    spread: {
      variance: 0.1276,
      varianceTimesEnrolments: 18.57,
      quantiles: { q025: -1.809, q100: -1.19, q900: 1.313, q975: 2.157 },
    },
  },
  secondary: {
    coefficients: { intercept: 0.0049, lastYear: 0.776, yearBefore: 0.0066, similar: 0.2587 },
    clip: { low: -2.97, high: 7.6 },
    spread: {
      variance: 0.1991,
      varianceTimesEnrolments: 89.94,
      quantiles: { q025: -1.842, q100: -1.219, q900: 1.207, q975: 2.301 },
    },
  },
  special: {
    coefficients: { intercept: 0.1614, lastYear: 0.6925, yearBefore: 0.1713, similar: 0.2235 },
    clip: { low: -6.27, high: 34.2 },
    spread: {
      variance: 0.4035,
      varianceTimesEnrolments: 187.59,
      quantiles: { q025: -1.813, q100: -1.256, q900: 1.074, q975: 2.304 },
    },
  },
};
