import { type Kind } from './composition.js';
import { clamp, type Curve, normalShareBelow, valueAt } from './curves.js';
import { type RandomStream } from './random.js';

const primary: Curve = [
  [0, 2],
  [0.001, 12],
  [0.01, 30],
  [0.05, 57],
  [0.1, 81],
  [0.25, 141],
  [0.5, 189],
  [0.75, 343],
  [0.9, 391],
  [0.95, 504],
  [0.99, 637],
  [1, 1000],
];
const secondary: Curve = [
  [0, 20],
  [0.01, 88],
  [0.05, 307],
  [0.1, 445],
  [0.25, 641],
  [0.5, 864],
  [0.75, 1082],
  [0.9, 1298],
  [0.95, 1420],
  [0.99, 1688],
  [1, 2200],
];
const middle: Curve = [
  [0, 120],
  [0.5, 390],
  [1, 700],
];

/** Quantiles of enrolments; primary, secondary and special: panel of 2017/18, tails ours; the others our choice. */
const enrolments: Readonly<Record<Kind, Curve>> = {
  primary,
  'middle-deemed-primary': middle,
  secondary,
  'middle-deemed-secondary': middle,
  'all-through': [
    [0, 250],
    [0.5, 1050],
    [1, 2000],
  ],
  special: [
    [0, 3],
    [0.01, 10],
    [0.05, 30],
    [0.1, 41],
    [0.25, 61],
    [0.5, 88],
    [0.75, 123],
    [0.9, 166],
    [0.99, 251],
    [1, 320],
  ],
  'pupil-referral-unit': [
    [0, 4],
    [0.5, 48],
    [1, 200],
  ],
  nursery: [
    [0, 20],
    [0.5, 78],
    [1, 190],
  ],
  'sixteen-plus': [
    [0, 80],
    [0.5, 900],
    [1, 3200],
  ],
  independent: [
    [0, 5],
    [0.5, 170],
    [0.9, 620],
    [1, 1500],
  ],
};

/** January roll for each enrolment: younger pupils and sixth forms come on top, leavers go off. Panel of 2017/18. */
const rolls: Readonly<Record<Kind, Curve>> = {
  primary: [
    [0, 0.9],
    [0.05, 0.98],
    [0.25, 1.115],
    [0.5, 1.165],
    [0.75, 1.27],
    [0.95, 1.49],
    [1, 1.6],
  ],
  'middle-deemed-primary': [
    [0, 0.97],
    [1, 1.02],
  ],
  secondary: [
    [0, 0.9],
    [0.05, 0.94],
    [0.25, 0.975],
    [0.5, 1.08],
    [0.75, 1.19],
    [0.95, 1.41],
    [1, 1.5],
  ],
  'middle-deemed-secondary': [
    [0, 0.97],
    [1, 1.02],
  ],
  'all-through': [
    [0, 1.05],
    [1, 1.3],
  ],
  special: [
    [0, 0.8],
    [0.05, 0.86],
    [0.25, 1.01],
    [0.5, 1.18],
    [0.75, 1.36],
    [0.95, 1.76],
    [1, 2],
  ],
  'pupil-referral-unit': [
    [0, 0.6],
    [1, 1],
  ],
  nursery: [
    [0, 1],
    [1, 1],
  ],
  'sixteen-plus': [
    [0, 1],
    [1, 1],
  ],
  independent: [
    [0, 1],
    [1, 1.4],
  ],
};

export interface SizeSetting {
  readonly kind: Kind;
  readonly isUrban: boolean;
  readonly startsLate: boolean;
  readonly isSelective: boolean;
}

/** Enrolments of an ordinary year, and the standard normal score of that size within the kind. */
export function enrolmentsAt(setting: SizeSetting, stream: RandomStream): { enrolments: number; score: number } {
  const lean = setting.isUrban ? 0.22 : -0.78;
  const late = setting.startsLate ? -1.8 : 0;
  const selective = setting.isSelective ? 0.25 : 0;
  const score = 0.91 * stream.normal() + lean + late + selective;
  return { enrolments: Math.max(2, Math.round(valueAt(enrolments[setting.kind], normalShareBelow(score)))), score };
}

/** Pupils on the January roll of a school with so many enrolments. */
export const rollOver = (kind: Kind, enrolled: number, stream: RandomStream): number =>
  Math.max(2, Math.round(enrolled * clamp(valueAt(rolls[kind], stream.uniform()), 0.5, 2.2)));
