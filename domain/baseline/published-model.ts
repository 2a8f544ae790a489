import { type AbsencePhase } from '../shared/phase.js';
import { type Coefficients, type DeviationClip, type Spread, type SpreadQuantiles } from './model.js';

interface PublishedPhase {
  readonly coefficients: Coefficients;
  readonly clip: DeviationClip;
  readonly spread: Spread;
  readonly withoutLastYear: SpreadQuantiles;
}

/**
 * The model for 2017/18, fitted on all state schools of 2015/16 and 2016/17; docs/model.md says how, and a test fits it again.
 * Used where there are too few rows to fit, and as the prior of a small fit.
 */
export const publishedPhases: Readonly<Record<AbsencePhase, PublishedPhase>> = {
  primary: {
    coefficients: { intercept: 0.002, lastYear: 0.5891, yearBefore: 0.1463, older: 0.0679, similar: 0.1732 },
    clip: { low: -2.12, high: 3.88 },
    spread: {
      constant: -0.2508,
      perRootSize: 4.0172,
      perLevel: 0.4131,
      perFreeMeals: 0.0221,
      quantiles: { q025: -1.859, q100: -1.243, q900: 1.303, q975: 2.153 },
    },
    withoutLastYear: { q025: -1.39, q100: -0.84, q900: 2.45, q975: 3.71 },
  },
  secondary: {
    coefficients: { intercept: 0.0104, lastYear: 0.8271, yearBefore: -0.0126, older: 0.0409, similar: 0.1589 },
    clip: { low: -2.97, high: 7.6 },
    spread: {
      constant: -0.3495,
      perRootSize: 8.3648,
      perLevel: 0.5477,
      perFreeMeals: 0.0617,
      quantiles: { q025: -1.91, q100: -1.213, q900: 1.245, q975: 2.271 },
    },
    withoutLastYear: { q025: -2.73, q100: -1.38, q900: 4.2, q975: 9.39 },
  },
  special: {
    coefficients: { intercept: 0.1256, lastYear: 0.7157, yearBefore: 0.0812, older: 0.114, similar: 0.1107 },
    clip: { low: -6.27, high: 34.2 },
    spread: {
      constant: -1.443,
      perRootSize: 10.045,
      perLevel: 1.9122,
      perFreeMeals: 0.2189,
      quantiles: { q025: -1.732, q100: -1.165, q900: 1.236, q975: 2.278 },
    },
    withoutLastYear: { q025: -5.97, q100: -4.76, q900: 17.64, q975: 18.76 },
  },
};
