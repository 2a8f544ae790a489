import { type AbsencePhase, type RegionCode } from '../shared/phase.js';
import { type YearOutcomeKind } from '../monitoring/year-end.js';

/** One school's closed year, as the learning report reads it. Rates are per cent of absence. */
export interface LearnedSchool {
  readonly urn: string;
  readonly phase: AbsencePhase;
  readonly regionCode: RegionCode;
  readonly enrolments: number;
  /** 1, the most deprived, to 5; undefined where not known. */
  readonly deprivationFifth?: number;
  /** Pupils with SEN support or a plan: 1, the fewest, to 5. */
  readonly specialNeedsFifth?: number;
  /** The baseline year's own rate; its usual level, from the years before it and similar schools; and this year's. */
  readonly beforePercent?: number;
  readonly usualPercent?: number;
  readonly nowPercent?: number;
  /** What was expected of this year, and one standard deviation about it. */
  readonly expectedPercent?: number;
  readonly deviationPoints?: number;
  readonly outcome?: YearOutcomeKind;
  readonly isReferred: boolean;
  readonly isSupported: boolean;
  readonly isOverridden: boolean;
  readonly shocks: number;
  /** Each check's probability that the year ends short; and whether it did, less the nation's shift. */
  readonly checks: readonly MonthlyProbability[];
  readonly isShort?: boolean;
}

export interface MonthlyProbability {
  /** `yyyy-mm` */
  readonly month: string;
  readonly probability: number;
}
