import { type MonitoringPolicy } from '../../monitoring/policy.js';
import { type Season } from '../../monitoring/season.js';
import { type AcademicYear } from '../../shared/academic-year.js';
import { type RegionCode } from '../../shared/phase.js';
import { type SchoolCalendar } from '../../shared/school-calendar.js';
import { type Urn } from '../../shared/urn.js';
import { type SupportEscalation } from '../../support/messages.js';

/** How decisions are taken this year: versioned, and pinned to each school-year when it starts. */
export interface DecisionPolicy {
  readonly version: string;
  /** An override that moves the floor by more than this many percentage points needs a second person. */
  readonly overrideWithoutSecondPersonPoints: number;
  readonly reviewDays: number;
  /** School days that the school has to answer its report, and after how many it is reminded. */
  readonly schoolWindowDays: number;
  readonly schoolReminderDays: number;
  readonly challengeDays: number;
  readonly referralDays: number;
  /** In a test-and-learn year a referral is an offer and is labelled so. */
  readonly isTestAndLearn: boolean;
  /** When support that has made no progress is escalated beyond the hub. */
  readonly supportEscalation: SupportEscalation;
  /** Days until senior analysts are notified that a school's request to set days aside has no answer. */
  readonly shockRequestDays: number;
  /** Days from requesting missing returns until analysts are notified that they are still missing. */
  readonly missingReturnDays: number;
}

/** What every school of a campaign shares, pinned when the school-year starts. */
export interface YearTerms {
  readonly academicYear: AcademicYear;
  readonly calendar: SchoolCalendar;
  readonly season: Season;
  readonly decisionPolicy: DecisionPolicy;
  readonly monitoringPolicy: MonitoringPolicy;
}

/** Input of the `schoolYear` workflow; event 1 of its history gives the auditor every date and rule that applies. */
export interface SchoolYearInput extends YearTerms {
  readonly urn: Urn;
  readonly laCode: string;
  readonly regionCode: RegionCode;
}
