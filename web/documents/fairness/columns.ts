import { type FairnessBounds } from '../../../domain/fairness/bounds.js';
import { type FairnessCheck } from '../../../domain/fairness/check-fairness.js';
import { type Estimate } from '../../../domain/fairness/estimate.js';
import { type MeasureName } from '../../../domain/fairness/measures.js';

/** One column of small charts: a measure on one scale, the same in every chart of the page, with what its bounds allow. */
export interface Column {
  readonly measure: MeasureName;
  readonly title: string;
  readonly least: number;
  readonly greatest: number;
  /** What the bounds allow; shaded. */
  readonly allowed?: { readonly least: number; readonly greatest: number };
  /** The measure of a model that is right; a dashed line. */
  readonly aim?: number;
  readonly shown: (value: number) => string;
}

const inPercent = (share: number): string => `${Math.round(100 * share)}%`;
const inPoints = (value: number): string => (Math.round(100 * value) / 100).toString();

type Plan = Omit<Column, 'least' | 'greatest'> & { readonly scale: readonly [number, number] };

function plans(bounds: FairnessBounds): readonly Plan[] {
  const around = (nominal: number): { least: number; greatest: number } => ({
    least: nominal - bounds.coverageShare,
    greatest: Math.min(1, nominal + bounds.coverageShare),
  });
  const bias = { least: -bounds.biasPoints, greatest: bounds.biasPoints };
  const chance = { least: 0, greatest: bounds.greatestChanceReferralShare };
  return [
    { measure: 'bias', title: 'Bias, points', scale: [-0.4, 0.4], allowed: bias, aim: 0, shown: inPoints },
    {
      measure: 'cover80',
      title: 'In the 80% range',
      scale: [0.6, 1],
      allowed: around(0.8),
      aim: 0.8,
      shown: inPercent,
    },
    {
      measure: 'cover95',
      title: 'In the 95% range',
      scale: [0.8, 1],
      allowed: around(0.95),
      aim: 0.95,
      shown: inPercent,
    },
    { measure: 'met', title: 'Met', scale: [0, 1], shown: inPercent },
    { measure: 'chanceReferral', title: 'Referred by chance', scale: [0, 0.08], allowed: chance, shown: inPercent },
  ];
}

/** The columns, each scale widened to hold everything that is shown. */
export function columnsOf({ bounds, years }: FairnessCheck): readonly Column[] {
  const measures = years.flatMap(({ groups }) => groups.flatMap((group) => group.measures ?? []));
  return plans(bounds).map(({ scale: [low, high], ...column }): Column => {
    const estimates = measures.map((one): Estimate => one[column.measure]);
    const least = estimates.reduce((lowest, one) => Math.min(lowest, one.low), low);
    const greatest = estimates.reduce((highest, one) => Math.max(highest, one.high), high);
    const isShare = column.measure !== 'bias';
    return {
      ...column,
      least: isShare ? Math.max(0, least) : least,
      greatest: isShare ? Math.min(1, greatest) : greatest,
    };
  });
}
