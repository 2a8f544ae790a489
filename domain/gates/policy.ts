import { type AbsencePhase } from '../shared/phase.js';

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
  /** Change between two years, in standard deviations of `yearNoise`. */
  readonly jumpDeviations: number;
  /** Variance of one year's rate around the prediction from the year before: `constant` + `perPupil` ÷ enrolments, at the national level. */
  readonly yearNoise: Readonly<Record<AbsencePhase, { readonly constant: number; readonly perPupil: number }>>;
  /** Ratio of enrolments between two years or two sources. */
  readonly enrolmentRatio: { readonly warns: number; readonly blocks: number };
  /** Enrolments of compulsory age to all pupils of the register: nurseries and sixth forms are in the second. */
  readonly registerRatio: { readonly low: number; readonly high: number };
  /** The register's number of pupils against the census roll, or against an earlier register. */
  readonly pupilsRatio: { readonly low: number; readonly high: number };
  /** Enrolments that changed by this factor while neither sessions nor roll did belong to another school. */
  readonly unexplainedRatio: number;
  /** A school hardly moves further, in metres. */
  readonly farthestMoveMetres: number;
  /** Distance from the middle of the authority, in the distance that nearly all its schools keep. */
  readonly placeRatio: number;
  /** Change of a share of pupils from one census to the next, in points. */
  readonly intakePoints: number;
  readonly widestInterval80Points: number;
}

/**
 * Bounds are set on the real panel (mainstream schools of 30 enrolments and more, 2016/17 and 2017/18), so that sound schools pass:
 * each blocks well under one school in a hundred there.
 */
export const defaultGatePolicy: GatePolicy = {
  version: 'gates-2',
  roundingPoints: 0.06,
  sourceTolerancePoints: 0.3,
  areaTolerancePoints: 0.15,
  sessionsPerEnrolment: { low: 280, high: 405 },
  nationalRatio: { low: 0.25, high: 4 },
  jumpDeviations: 4.5,
  yearNoise: {
    primary: { constant: 0.1276, perPupil: 18.57 },
    secondary: { constant: 0.1991, perPupil: 89.94 },
    special: { constant: 0.4035, perPupil: 187.59 },
  },
  enrolmentRatio: { warns: 1.5, blocks: 2.5 },
  registerRatio: { low: 0.35, high: 1.6 },
  pupilsRatio: { low: 0.6, high: 1.67 },
  unexplainedRatio: 1.2,
  farthestMoveMetres: 10_000,
  placeRatio: 3,
  intakePoints: 30,
  widestInterval80Points: 6,
};
