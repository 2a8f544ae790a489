/**
 * How far a school's absence strays from its true level by chance. Variances are in squared percentage points.
 *
 * The reference baseline (data/MODEL.md, "Noise") gives two measured variances for a school of n pupils: of one month,
 * `m0 + m1/n`, and of a whole year, `v0 + v1/n`. They are joined here as three parts, so that a year to date of any length lies
 * between the two:
 * 1. sampling, `overdispersion × p(100 − p) ÷ possible sessions`: an overdispersed binomial, which is `m1/n` for a month of usual length
 *    and shrinks as sessions accrue;
 * 2. a shock common to a month (`m0`), which averages out over the months;
 * 3. what the yearly noise has beyond eleven such months, `max(0, v − m/11)`, which is common to all months of a year and never shrinks.
 * A fourth part, `areaStray`, is how far a place's year to date strays from its own year; it fades as the year fills and is zero at its
 * end. It is measured on the authorities of the fortnightly releases, and where it is used the second part is zero: what an authority's
 * months share makes up for itself within the year.
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

/** What the schools of an area share in one year, and make up for within it. */
export interface AreaStray {
  /** Of each month, on its own. */
  readonly monthVariance: number;
  /** Between what is in and what is to come, however long each is. */
  readonly seasonVariance: number;
}

/** Possible sessions of each month that counts, and the year's level of absence, per cent. */
export interface Exposure {
  readonly absencePercent: number;
  readonly sessions: readonly number[];
}

/** Parts 1 and 2: what more months average out. Infinite where no session counts. */
export function monthlyVariance(noise: PhaseNoise, { absencePercent, sessions }: Exposure): number {
  const total = sessions.reduce((sum, count) => sum + count, 0);
  if (total <= 0) return Number.POSITIVE_INFINITY;
  const binomial = absencePercent * (100 - absencePercent);
  return (noise.overdispersion * binomial) / total + noise.commonMonthVariance * unevenness(sessions);
}

/** Part 3: what stays however many months are in. Ten is the smallest school the yearly variance was measured on. */
export const wholeYearVariance = (noise: PhaseNoise, enrolments: number): number =>
  noise.yearVariance + noise.yearVariancePerEnrolment / Math.max(enrolments, 10);

/**
 * Part 4. `sessions`: of each month that counts; `observedShare`: share of the year's sessions that are in, 0 to 1. Infinite where no
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
