import { clamp } from './quantile.js';
import { roundDownTo, roundTo } from '../shared/rates.js';

/** How an expectation is made from an expected level: versioned, pinned to a campaign. Points are percentage points of attendance. */
export interface ExpectationPolicy {
  readonly version: string;
  /** Asked of every school that is not asked to hold. */
  readonly minimumImprovementPoints: number;
  /** Part asked of the gap to similar schools, where the school is expected to lie below them. */
  readonly gapShare: number;
  /** The floor never passes the better of the school's own pre-pandemic level and the best tenth of similar schools. */
  readonly isCappedAtReach: boolean;
}

/** Source, with cap and hold: docs/sources/statistics.md#a-policy-for-the-expectation. */
export const defaultExpectationPolicy: ExpectationPolicy = {
  version: 'expectation-1',
  minimumImprovementPoints: 0.1,
  gapShare: 0.2,
  isCappedAtReach: true,
};

export interface ExpectationInput {
  /** From the model: two own years and similar schools, so never one bad or one good year. */
  readonly expectedAbsencePercent: number;
  /** Mean attendance of similar schools last year: 100 − (nat + k). */
  readonly similarAttendancePercent: number;
  readonly similarTopDecileAttendancePercent?: number;
  readonly prePandemicAttendancePercent?: number;
}

type ExpectationReasonCode = 'minimum-improvement' | 'share-of-gap' | 'capped-at-reach' | 'hold-high' | 'reach-unknown';

interface ExpectationReason {
  readonly code: ExpectationReasonCode;
  readonly sentence: string;
}

/** Levels in per cent of attendance, kept to four decimals. */
export interface Expectation {
  readonly policyVersion: string;
  /** The stabilised baseline: the level to expect when nothing changes. The improvement is counted from here. */
  readonly baselineAttendancePercent: number;
  readonly expectedAttendancePercent: number;
  /** Rounded down, so that rounding never asks for more than was computed. */
  readonly floorAttendancePercent: number;
  /** One decimal, for people; rounded down as well. */
  readonly shownFloorAttendancePercent: number;
  /** Never negative. */
  readonly improvementPoints: number;
  readonly isHold: boolean;
  readonly reasons: readonly ExpectationReason[];
}

const sentences: Readonly<Record<ExpectationReasonCode, string>> = {
  'minimum-improvement':
    'The school is expected to do about as well as similar schools or better, so the smallest improvement of this year is asked.',
  'share-of-gap': 'The school is expected to lie below similar schools, so a part of the gap to them is asked.',
  'capped-at-reach':
    'The improvement stops at the better of the school’s level before the pandemic and the best tenth of similar schools.',
  'hold-high':
    'The school is already as high as the best tenth of similar schools or its own level before the pandemic, so it is asked to hold.',
  'reach-unknown':
    'Neither an earlier level nor similar schools say how high a school like this can reach, so no ceiling was applied.',
};

const reason = (code: ExpectationReasonCode): ExpectationReason => ({ code, sentence: sentences[code] });

function reachOf(policy: ExpectationPolicy, input: ExpectationInput): number | undefined {
  if (!policy.isCappedAtReach) return undefined;
  const known = [input.prePandemicAttendancePercent, input.similarTopDecileAttendancePercent].filter(
    (level) => level !== undefined,
  );
  return known.length === 0 ? undefined : Math.max(...known);
}

/**
 * The expectation of one school. Absence ceiling T = expected − max(minimum, share·max(0, expected − similar)), floor = 100 − T
 * (docs/model.md#formulas), then the cap. Never below the school's own expected level.
 */
export function setExpectation(policy: ExpectationPolicy, input: ExpectationInput): Expectation {
  const expected = 100 - input.expectedAbsencePercent;
  const gap = policy.gapShare * Math.max(0, input.similarAttendancePercent - expected);
  const asked = Math.max(policy.minimumImprovementPoints, gap);
  const reach = reachOf(policy, input);
  const isHold = reach !== undefined && expected >= reach;
  const improvement = isHold ? 0 : Math.min(asked, (reach ?? 100) - expected);
  const baseline = roundDownTo(clamp(expected, 0, 100), 4);
  const floor = Math.max(baseline, roundDownTo(clamp(expected + improvement, 0, 100), 4));
  const reasons = isHold
    ? [reason('hold-high')]
    : [reason(gap > policy.minimumImprovementPoints ? 'share-of-gap' : 'minimum-improvement')];
  if (!isHold && improvement < asked && reach !== undefined) reasons.push(reason('capped-at-reach'));
  if (policy.isCappedAtReach && reach === undefined) reasons.push(reason('reach-unknown'));
  return {
    policyVersion: policy.version,
    baselineAttendancePercent: baseline,
    expectedAttendancePercent: baseline,
    floorAttendancePercent: floor,
    shownFloorAttendancePercent: roundDownTo(floor, 1),
    improvementPoints: roundTo(floor - baseline, 4),
    isHold,
    reasons,
  };
}
