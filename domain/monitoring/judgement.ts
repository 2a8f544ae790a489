import { compare, type Comparison, type ComparisonTerms } from './comparison.js';
import { exemptShareOfYear, type DaysSetAside } from './exemption.js';
import { type ConfirmedMonth } from './few-sessions.js';
import { isExempt, judgeableMonths, type JudgeableMonth } from './judgeable-months.js';
import { monthAbsence, type MonthFigures, type MonthRate, type YearToDateRate } from './month-figures.js';
import { type MonitoringPolicy } from './policy.js';
import { type AccruedMonth } from './set-aside.js';

export interface JudgementInput extends ComparisonTerms {
  /** All months held, one entry each, in any order. */
  readonly months: readonly MonthFigures[];
  readonly exemptions: readonly DaysSetAside[];
  /** Months, `yyyy-mm`, that the judgement leaves out because their return was requested and did not come. */
  readonly acceptedGaps: readonly string[];
  /** Months with few possible sessions that a person found right. */
  readonly confirmedMonths?: readonly ConfirmedMonth[] | undefined;
}

export type JudgementStatus = 'not-enough-data' | 'on-track' | 'watch' | 'below';

/** `exempt`: the whole month is set aside. `not-judged`: its figures cannot be right. Neither adds to nor resets a run. */
export type CheckState = JudgementStatus | 'exempt' | 'not-judged';

/** The year to date against its path. Rates are per cent of absence, the rest percentage points and a probability. */
export interface YearToDate {
  /** Without the days set aside: what is judged. */
  readonly yearToDateAbsencePercent: YearToDateRate;
  /** With them: the rate that would be published. */
  readonly publishedYearToDateAbsencePercent: YearToDateRate;
  /** On the seasonal path that ends at the floor. */
  readonly expectedYearToDateAbsencePercent: YearToDateRate;
  /** Absence above the path, without the days set aside; negative below it. */
  readonly shortfallPoints: number;
  readonly standardErrorPoints: number;
  readonly probabilityYearEndsShort: number;
}

/** One month's check; a month that is exempt or not judged repeats the year to date of the one before. */
export interface MonthCheck extends Partial<YearToDate> {
  /** `yyyy-mm` */
  readonly month: string;
  readonly state: CheckState;
  /** Why the month is not judged, in words for the school. */
  readonly reason?: string;
  /** Share of the month's school days set aside, 0 to 1. */
  readonly exemptShare: number;
  /** Far fewer sessions were possible than expected, so a person looks at the month before it is judged. */
  readonly needsLook?: true;
  /** Too few of the month's planned sessions were possible; source: docs/sources/local-shocks.md#count-once. */
  readonly isThin: boolean;
  readonly monthAbsencePercent?: MonthRate;
  /** Neither outcome is likely: the figures so far cannot show whether the year will end short. A check that is watch or below is never inconclusive. */
  readonly isInconclusive?: boolean;
  /** The shortfall exceeds both the policy's minimum and its standard errors: "by some distance". */
  readonly isSomeDistance?: boolean;
}

/** The figures are those of the newest check. */
export interface Judgement extends Partial<YearToDate> {
  readonly checks: readonly MonthCheck[];
  readonly status: JudgementStatus;
  /** Successive checks below, up to the newest. */
  readonly consecutiveBelow: number;
  /** The missing month, `yyyy-mm`, that later months wait for. */
  readonly waitingFor?: string;
}

/**
 * Judges a year to date, month by month in calendar order. A function of the set of months: the order of arrival does not matter, and a
 * later month never changes the check of an earlier one. Months after a gap wait until it is filled or accepted. Rules:
 * docs/sources/expectation.md#consistently-and-by-some-distance, docs/sources/local-shocks.md#effects, docs/judging.md#a-check.
 */
export function judgeMonths(input: JudgementInput): Judgement {
  const { judgeable, waitingFor } = judgeableMonths(input);
  const accrued: AccruedMonth[] = [];
  const checks: MonthCheck[] = [];
  let newest: Comparison | undefined;
  for (const month of judgeable) {
    if (month.figures && month.implausible === undefined) accrued.push({ ...month, figures: month.figures });
    newest = compare(input, accrued);
    checks.push(checkOf(input.policy, month, newest, accrued));
  }
  const reason = yearUnfit(input);
  return summary(reason === undefined ? checks : checks.map((check) => notJudged(check, reason)), newest, waitingFor);
}

function summary(
  checks: readonly MonthCheck[],
  newest: Comparison | undefined,
  waitingFor: string | undefined,
): Judgement {
  return {
    checks,
    status: latestStatus(checks),
    consecutiveBelow: runBelow(checks),
    ...(newest && yearToDate(newest)),
    ...(waitingFor !== undefined && { waitingFor }),
  };
}

/**
 * The month, `yyyy-mm`, whose check completed the ground of a referral that lasts to the newest check: the first in its run that completes
 * as many successive checks below as the policy requires ("consistently") and is by some distance. undefined where there is none.
 */
export function referralGround({ checks }: Pick<Judgement, 'checks'>, policy: MonitoringPolicy): string | undefined {
  let run = 0;
  let ground: string | undefined;
  for (const { state, isSomeDistance, month } of checks.filter((check) => !isNeutral(check))) {
    run = state === 'below' ? run + 1 : 0;
    if (run === 0) ground = undefined;
    else if (run >= policy.successiveChecksBelow && isSomeDistance === true) ground ??= month;
  }
  return ground;
}

/** A year with too much set aside cannot be judged, and so proposes nothing. Source: docs/sources/local-shocks.md#effects. */
function yearUnfit({ policy, calendar, exemptions }: JudgementInput): string | undefined {
  return exemptShareOfYear(calendar, exemptions) > policy.greatestExemptShareOfYear
    ? 'Too many of the year’s school days are set aside to judge the year.'
    : undefined;
}

const notJudged = (check: MonthCheck, reason: string): MonthCheck =>
  check.state === 'exempt' ? check : { ...check, state: 'not-judged', reason: check.reason ?? reason };

function checkOf(
  policy: MonitoringPolicy,
  month: JudgeableMonth,
  comparison: Comparison | undefined,
  accrued: readonly AccruedMonth[],
): MonthCheck {
  const rate = month.figures && monthAbsence(month.figures);
  return {
    month: month.calendarMonth.month,
    state: stateOf(policy, month, comparison, accrued),
    exemptShare: month.exemptShare,
    isThin: isThin(policy, month),
    ...(month.implausible !== undefined && { reason: month.implausible }),
    ...(month.needsLook && { needsLook: true as const }),
    ...(rate !== undefined && { monthAbsencePercent: rate }),
    ...(comparison && {
      ...yearToDate(comparison),
      isSomeDistance: isSomeDistance(policy, comparison),
      isInconclusive: isInconclusive(policy, comparison),
    }),
  };
}

function stateOf(
  policy: MonitoringPolicy,
  month: JudgeableMonth,
  comparison: Comparison | undefined,
  accrued: readonly AccruedMonth[],
): CheckState {
  if (isExempt(month)) return 'exempt';
  if (month.implausible !== undefined) return 'not-judged';
  const judged = accrued.filter((earlier) => !isExempt(earlier) && earlier.calendarMonth.plannedSessions > 0).length;
  if (!comparison || judged < policy.leastJudgedMonths) return 'not-enough-data';
  return classify(policy, comparison);
}

/**
 * Source: docs/judging.md#a-check. A check is below when the year will probably end short and the shortfall exceeds the policy's minimum;
 * "some distance" is required only of the check that completes a run.
 */
function classify(policy: MonitoringPolicy, comparison: Comparison): 'on-track' | 'watch' | 'below' {
  const { probabilityYearEndsShort, comparable } = comparison;
  const isFarEnough = comparable.shortfallPoints > policy.leastShortfallPoints;
  if (isFarEnough && probabilityYearEndsShort >= policy.belowProbability) return 'below';
  return probabilityYearEndsShort >= policy.watchProbability ? 'watch' : 'on-track';
}

const isInconclusive = ({ watchProbability }: MonitoringPolicy, { probabilityYearEndsShort }: Comparison): boolean =>
  probabilityYearEndsShort > 1 - watchProbability && probabilityYearEndsShort < watchProbability;

/** Source: docs/sources/expectation.md#consistently-and-by-some-distance. */
const isSomeDistance = (
  { leastShortfallPoints, leastStandardErrors }: MonitoringPolicy,
  { comparable: { shortfallPoints }, standardErrorPoints }: Comparison,
): boolean => shortfallPoints > leastShortfallPoints && shortfallPoints > leastStandardErrors * standardErrorPoints;

const yearToDate = ({ comparable, published, ...chances }: Comparison): YearToDate => ({
  yearToDateAbsencePercent: comparable.absencePercent,
  publishedYearToDateAbsencePercent: published.absencePercent,
  expectedYearToDateAbsencePercent: comparable.expectedAbsencePercent,
  shortfallPoints: comparable.shortfallPoints,
  ...chances,
});

function isThin(policy: MonitoringPolicy, { figures, calendarMonth }: JudgeableMonth): boolean {
  if (!figures) return false;
  return figures.possibleSessions < policy.thinMonthShare * figures.enrolments * calendarMonth.plannedSessions;
}

const isNeutral = ({ state }: MonthCheck): boolean => state === 'exempt' || state === 'not-judged';

function latestStatus(checks: readonly MonthCheck[]): JudgementStatus {
  const state = checks.findLast((check) => !isNeutral(check))?.state;
  return state === undefined || state === 'exempt' || state === 'not-judged' ? 'not-enough-data' : state;
}

function runBelow(checks: readonly MonthCheck[]): number {
  const counted = checks.filter((check) => !isNeutral(check));
  const last = counted.findLastIndex(({ state }) => state !== 'below');
  return counted.length - 1 - last;
}
