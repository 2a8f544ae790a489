const rootOfTwo = 1.4142135623730951;
const logarithmOfTwo = 0.6931471805599453;

/** Odd terms of the series beyond this add nothing to a double where |s| < 0.172. */
const lastTerm = 23;

/**
 * Natural logarithm of a positive finite number from the four operations alone, within an ulp or two: `Math.log` is not the same
 * bits in every engine, and these are. Series: ln m = 2·(s + s³/3 + s⁵/5 + …), s = (m − 1)/(m + 1).
 */
export function naturalLogarithm(value: number): number {
  let mantissa = value;
  let exponent = 0;
  for (; mantissa > rootOfTwo; mantissa /= 2) exponent += 1;
  for (; mantissa * rootOfTwo < 1; mantissa *= 2) exponent -= 1;
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let term = lastTerm; term > 0; term -= 2) sum = sum * square + 1 / term;
  return 2 * s * sum + exponent * logarithmOfTwo;
}
