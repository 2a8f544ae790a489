import { type MonthFigures } from './month-figures.js';

/** When a rise of severe or persistent absence alone is reported to a person. */
export interface AbsenceWatch {
  /** Rise of the share of enrolments that are severely absent, and persistently, percentage points; above it, and */
  readonly leastSevereRisePoints: number;
  readonly leastPersistentRisePoints: number;
  /** above this many standard errors of two counts of the school's size, and */
  readonly leastStandardErrors: number;
  /** of at least this many pupils: fewer could be one family. */
  readonly leastPupils: number;
  /** Shares to date mean little before this many months; source: docs/sources/absence-statistics.md#rates. */
  readonly leastMonths: number;
}

/**
 * Our own setting. Nationally 2% are severely absent; the share to date moves by some tenths within a year, so a point and a half is far.
 * Persistent absence to date moves by under two points nationally from January to July (docs/sources/absence-statistics.md#season), so a
 * rise of five points is the school's own.
 */
export const defaultAbsenceWatch: AbsenceWatch = {
  leastSevereRisePoints: 1.5,
  leastPersistentRisePoints: 5,
  leastStandardErrors: 2.5,
  leastPupils: 5,
  leastMonths: 3,
};

export interface AbsenceRise {
  readonly kind: 'severe' | 'persistent';
  /** `yyyy-mm` from and to which the share of the year to date rose. */
  readonly since: string;
  readonly month: string;
}

/**
 * Rises to report to a person, whatever the judgement of the year to date: from the lowest share of the year so far to the newest. A rise
 * only informs; it changes no status and proposes nothing. Pass the months in calendar order, without implausible ones. Sources:
 * docs/judging.md#a-check, docs/sources/absence-statistics.md#small-numbers.
 */
export function absenceRises(
  months: readonly MonthFigures[],
  watch: AbsenceWatch = defaultAbsenceWatch,
): readonly AbsenceRise[] {
  const severe = riseOf(months, ({ severelyAbsentEnrolments }) => severelyAbsentEnrolments, {
    ...watch,
    leastPoints: watch.leastSevereRisePoints,
  });
  const persistent = riseOf(months, ({ persistentlyAbsentEnrolments }) => persistentlyAbsentEnrolments, {
    ...watch,
    leastPoints: watch.leastPersistentRisePoints,
  });
  return [
    ...(severe ? [{ kind: 'severe' as const, ...severe }] : []),
    ...(persistent ? [{ kind: 'persistent' as const, ...persistent }] : []),
  ];
}

type Terms = Pick<AbsenceWatch, 'leastStandardErrors' | 'leastPupils' | 'leastMonths'> & {
  readonly leastPoints: number;
};

function riseOf(
  months: readonly MonthFigures[],
  count: (figures: MonthFigures) => number,
  terms: Terms,
): Omit<AbsenceRise, 'kind'> | undefined {
  const settled = months.slice(terms.leastMonths - 1).filter(({ enrolments }) => enrolments > 0);
  const newest = settled.at(-1);
  const [first, ...later] = settled.slice(0, -1);
  if (!newest || !first) return undefined;
  const share = (figures: MonthFigures): number => count(figures) / figures.enrolments;
  const lowest = later.reduce((best, figures) => (share(figures) < share(best) ? figures : best), first);
  const rise = share(newest) - share(lowest);
  const mean = (share(newest) + share(lowest)) / 2;
  const error = Math.sqrt(mean * (1 - mean) * (1 / newest.enrolments + 1 / lowest.enrolments));
  const isFar =
    100 * rise > terms.leastPoints &&
    rise > terms.leastStandardErrors * error &&
    count(newest) - count(lowest) >= terms.leastPupils;
  return isFar ? { since: lowest.month, month: newest.month } : undefined;
}
