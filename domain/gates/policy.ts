/** Bounds of the gates: versioned, stored with each draft. */
export interface GatePolicy {
  readonly version: string;
  /** Rounding of published percentages, in points. */
  readonly roundingPoints: number;
  /** Two sources of one figure may differ by this many points. */
  readonly sourceTolerancePoints: number;
  readonly areaTolerancePoints: number;
  /** Possible sessions per enrolment of a full year; outside, the year is partial or holds a predecessor's. */
  readonly sessionsPerEnrolment: { readonly low: number; readonly high: number };
  /** Ratio of a mainstream school's absence to the national rate of its phase. */
  readonly nationalRatio: { readonly low: number; readonly high: number };
  /** Change between two years, in the model's standard deviations. */
  readonly jumpDeviations: number;
  /** Ratio of enrolments between two years or two sources. */
  readonly enrolmentRatio: { readonly warns: number; readonly blocks: number };
  /** Enrolments of compulsory age to all pupils of the register: nurseries and sixth forms are in the second. */
  readonly registerRatio: { readonly low: number; readonly high: number };
  readonly widestInterval80Points: number;
}

/**
 * Bounds are set on the real panel (mainstream schools of 30 enrolments and more, 2016/17 and 2017/18), so that sound schools pass:
 * each blocks well under one school in a hundred there.
 */
export const defaultGatePolicy: GatePolicy = {
  version: 'gates-1',
  roundingPoints: 0.06,
  sourceTolerancePoints: 0.3,
  areaTolerancePoints: 0.15,
  sessionsPerEnrolment: { low: 180, high: 420 },
  nationalRatio: { low: 0.25, high: 4 },
  jumpDeviations: 4.5,
  enrolmentRatio: { warns: 1.5, blocks: 2.5 },
  registerRatio: { low: 0.35, high: 1.6 },
  widestInterval80Points: 6,
};
