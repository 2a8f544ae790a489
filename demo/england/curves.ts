import { itemAt } from './random.js';

/** Points (x, y) of a broken line, x rising. */
export type Curve = readonly (readonly [x: number, y: number])[];

/** y of the broken line at x; flat beyond both ends. */
export function valueAt(curve: Curve, x: number): number {
  const first = itemAt(curve, 0);
  if (x <= first[0]) return first[1];
  for (let position = 1; position < curve.length; position += 1) {
    const [left, right] = [itemAt(curve, position - 1), itemAt(curve, position)];
    if (x <= right[0]) return left[1] + ((right[1] - left[1]) * (x - left[0])) / (right[0] - left[0]);
  }
  return itemAt(curve, curve.length - 1)[1];
}

/** Share of a standard normal below z; error under 1e-7. Source: Abramowitz and Stegun 26.2.17. */
export function normalShareBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return z >= 0 ? 1 - tail : tail;
}

export const clamp = (value: number, lowest: number, highest: number): number =>
  Math.min(highest, Math.max(lowest, value));
