/**
 * The random deviation of a school's absence from its true level. Variances are in squared percentage points.
 *
 * The reference baseline (docs/sources/statistics.md#noise-of-a-month) gives two measured variances for a school of n pupils: of one month,
 * `m0 + m1/n`, and of a whole year, `v0 + v1/n`. They are combined here into three parts, so that a year to date of any length lies
 * between the two:
 * 1. sampling, `overdispersion × p(100 − p) ÷ possible sessions`: an overdispersed binomial, which is `m1/n` for a month of usual length
 *    and shrinks as sessions accrue;
 * 2. a shock common to a month (`m0`), which averages out over the months;
 * 3. the yearly noise beyond that of eleven such months, `max(0, v − m/11)`, which is common to all months of a year and never shrinks.
 * A fourth part, `areaStray`, is the deviation of an area's year to date from its own year; it shrinks as the year fills and is zero at its
 * end. It is measured on the authorities of the fortnightly releases, and where it is used the second part is zero: what an authority's
 * months share evens out within the year.
 */
export interface PhaseNoise {
  /** Variance over that of independent absences; absences come in spells. */
  readonly overdispersion: number;
  readonly commonMonthVariance: number;
  readonly yearVariance: number;
  /** Divided by enrolments, the part of the year's variance that a small school has beyond its months. */
  readonly yearVariancePerEnrolment: number;
  readonly areaStray: AreaStray;
}

/** The deviation that schools of an area share and that evens out within the year. */
export interface AreaStray {
  /** Of each month, on its own. */
  readonly monthVariance: number;
  /** Between the months received and those to come, however long each is. */
  readonly seasonVariance: number;
}

/** Possible sessions of each month that counts, and the year's level of absence, per cent. */
export interface Exposure {
  readonly absencePercent: number;
  readonly sessions: readonly number[];
}

/** Parts 1 and 2: noise that averages out over months. Infinite where no session counts. */
export function monthlyVariance(noise: PhaseNoise, { absencePercent, sessions }: Exposure): number {
  const total = sessions.reduce((sum, count) => sum + count, 0);
  if (total <= 0) return Number.POSITIVE_INFINITY;
  const binomial = absencePercent * (100 - absencePercent);
  return (noise.overdispersion * binomial) / total + noise.commonMonthVariance * unevenness(sessions);
}

/** Part 3: noise that stays however many months are received. Ten pupils is the smallest school on which the yearly variance was measured. */
export const wholeYearVariance = (noise: PhaseNoise, enrolments: number): number =>
  noise.yearVariance + noise.yearVariancePerEnrolment / Math.max(enrolments, 10);

/**
 * Part 4. `sessions`: of each month that counts; `observedShare`: share of the year's sessions received so far, 0 to 1. Infinite where no
 * session counts.
 */
export function strayVariance({ areaStray }: PhaseNoise, sessions: readonly number[], observedShare: number): number {
  const toCome = 1 - observedShare;
  return areaStray.monthVariance * unevenness(sessions) * toCome + areaStray.seasonVariance * toCome ** 2;
}

/** 1 over the number of months where they are of one length; more where they are not. */
export function unevenness(sessions: readonly number[]): number {
  const total = sessions.reduce((sum, count) => sum + count, 0);
  return total > 0
    ? sessions.reduce((sum, count) => sum + count * count, 0) / (total * total)
    : Number.POSITIVE_INFINITY;
}
