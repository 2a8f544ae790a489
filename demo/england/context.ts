import { type AbsencePhase } from '../../domain/shared/phase.js';
import { clamp, type Curve, normalShareBelow, valueAt } from './curves.js';
import { type RandomStream } from './random.js';
import { type Traits } from './traits.js';

/** Percentages and scores of one January census. */
export interface Context {
  readonly freeMealsPercent: number;
  readonly freeMealsEverSixPercent: number;
  readonly plansPercent: number;
  readonly supportPercent: number;
  readonly languagePercent: number;
  readonly girlsPercent: number;
  readonly idaci: number;
  readonly polarQuintile: number;
  readonly stabilityPercent: number;
}

interface Marginals {
  readonly freeMealsEverSix: Curve;
  readonly support: Curve;
  readonly plans: Curve;
  readonly language: Curve;
}

const languageOfPrimaries: Curve = [
  [0, 0],
  [0.1, 0.3],
  [0.25, 2],
  [0.5, 6.4],
  [0.75, 20.8],
  [0.9, 49.4],
  [0.99, 89.9],
  [1, 98],
];

/** Quantiles among schools; free meals, support and languages: panel of 2017/18; plans: about twice that by 2023/24. */
const marginals: Readonly<Record<AbsencePhase, Marginals>> = {
  primary: {
    freeMealsEverSix: [
      [0, 0],
      [0.01, 2],
      [0.1, 5.9],
      [0.25, 10],
      [0.5, 18.1],
      [0.75, 31.5],
      [0.9, 45.7],
      [0.99, 64.6],
      [1, 82],
    ],
    support: [
      [0, 0],
      [0.01, 2.1],
      [0.1, 5.5],
      [0.25, 8.1],
      [0.5, 11.6],
      [0.75, 15.8],
      [0.9, 20.8],
      [0.99, 32.7],
      [1, 50],
    ],
    plans: [
      [0, 0],
      [0.1, 0.5],
      [0.25, 1.2],
      [0.5, 2.2],
      [0.75, 3.5],
      [0.9, 5.2],
      [0.99, 10],
      [1, 20],
    ],
    language: languageOfPrimaries,
  },
  secondary: {
    freeMealsEverSix: [
      [0, 1],
      [0.01, 3.8],
      [0.1, 11],
      [0.25, 16.8],
      [0.5, 26.3],
      [0.75, 39.2],
      [0.9, 51.7],
      [0.99, 68.9],
      [1, 85],
    ],
    support: [
      [0, 0.5],
      [0.01, 0.9],
      [0.1, 4.6],
      [0.25, 7.4],
      [0.5, 10.7],
      [0.75, 14.4],
      [0.9, 19],
      [0.99, 30.2],
      [1, 45],
    ],
    plans: [
      [0, 0],
      [0.01, 0.5],
      [0.1, 1.3],
      [0.25, 1.9],
      [0.5, 2.7],
      [0.75, 3.7],
      [0.9, 4.8],
      [0.99, 7.6],
      [1, 14],
    ],
    language: [
      [0, 0],
      [0.1, 1.3],
      [0.25, 2.8],
      [0.5, 7.4],
      [0.75, 21.1],
      [0.9, 47.1],
      [0.99, 81.4],
      [1, 95],
    ],
  },
  special: {
    freeMealsEverSix: [
      [0, 8],
      [0.01, 19.4],
      [0.1, 31.4],
      [0.25, 39.2],
      [0.5, 50.2],
      [0.75, 64.7],
      [0.9, 78.4],
      [0.99, 90.1],
      [1, 97],
    ],
    support: [
      [0, 0],
      [0.7, 0],
      [0.8, 1.7],
      [0.95, 5.7],
      [1, 27],
    ],
    plans: [
      [0, 60],
      [0.01, 69],
      [0.1, 94],
      [0.25, 98.3],
      [0.5, 100],
      [1, 100],
    ],
    language: [
      [0, 0],
      [0.1, 0],
      [0.25, 1.8],
      [0.5, 6],
      [0.75, 18.3],
      [0.9, 39.6],
      [0.99, 69.7],
      [1, 85],
    ],
  },
};

/** Quantiles of the published characteristics of similar schools. */
const idaciCurve: Curve = [
  [0, 0.03],
  [0.01, 0.056],
  [0.1, 0.09],
  [0.25, 0.132],
  [0.5, 0.2],
  [0.75, 0.271],
  [0.9, 0.316],
  [0.99, 0.398],
  [1, 0.47],
];
const polarCurve: Curve = [
  [0, 1],
  [0.01, 1.09],
  [0.1, 1.5],
  [0.25, 2],
  [0.5, 2.9],
  [0.75, 3.84],
  [0.9, 4.35],
  [0.99, 4.87],
  [1, 5],
];
const stabilityCurve: Curve = [
  [0, 50],
  [0.01, 63],
  [0.1, 78.7],
  [0.25, 85],
  [0.5, 89.9],
  [0.75, 93.1],
  [0.9, 95.1],
  [0.99, 97.7],
  [1, 99],
];

const spread = (curve: Curve, score: number): number => valueAt(curve, normalShareBelow(score));

function girlsShare(gender: 'boys' | 'girls' | 'mixed', phase: AbsencePhase, stream: RandomStream): number {
  const wobble = stream.normal();
  if (gender !== 'mixed') return gender === 'girls' ? 100 : 0;
  return phase === 'special' ? clamp(27 + 9 * wobble, 0, 60) : clamp(49 + 3.2 * wobble, 25, 75);
}

export interface ContextSetting {
  readonly phase: AbsencePhase;
  readonly gender: 'boys' | 'girls' | 'mixed';
  readonly traits: Traits;
}

export function contextOf(setting: ContextSetting, stream: RandomStream): Context {
  const { phase, gender, traits } = setting;
  const curves = marginals[phase];
  const freeMealsEverSixPercent = spread(curves.freeMealsEverSix, traits.deprivation);
  return {
    freeMealsEverSixPercent,
    freeMealsPercent: freeMealsEverSixPercent * clamp(0.92 + 0.05 * stream.normal(), 0.7, 1),
    supportPercent: spread(curves.support, traits.support),
    plansPercent: spread(curves.plans, traits.plans),
    languagePercent: spread(curves.language, traits.language),
    girlsPercent: girlsShare(gender, phase, stream),
    idaci: spread(idaciCurve, 0.9 * traits.deprivation + 0.43 * stream.normal()),
    polarQuintile: spread(polarCurve, -0.55 * traits.deprivation + 0.25 * traits.language + 0.78 * stream.normal()),
    stabilityPercent: spread(stabilityCurve, -0.45 * traits.deprivation + 0.89 * stream.normal()),
  };
}
