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
  /** In which a school may answer its report, and after which it is reminded. */
  readonly schoolWindowDays: number;
  readonly schoolReminderDays: number;
  /** The two above are days on which the school is open; in years that began before this was, days of any kind. */
  readonly countsSchoolDays?: true;
  readonly challengeDays: number;
  readonly referralDays: number;
  /** In a test-and-learn year a referral is an offer and is labelled so. */
  readonly isTestAndLearn: boolean;
  /** The report is written again with a floor that people agreed instead of the drafted one; not in years that began before this was. */
  readonly reissuesAgreedFloor?: true;
  /**
   * An offer of support is withdrawn when figures that came later take its ground away; in years that began before, it is marked and a
   * person looks at it.
   */
  readonly withdrawsReversedOffers?: true;
  /** While days are set aside, every month is written down with both rates. */
  readonly showsBothRates?: true;
  /** A shock that carries on another of the same person and kind beyond the cap needs another person. */
  readonly joinsShocks?: true;
  /** A year whose expectation was never settled closes on its own date too. */
  readonly closesUnsettled?: true;
  /**
   * A support hears which days are set aside now, and what it has due moves by each of them once; in years that began before, by the days
   * of each shock as it is opened or extended.
   */
  readonly tellsDaysSetAside?: true;
  /** Support that stands still is told to those beyond the hub; not in years that began before this was. */
  readonly supportEscalation?: SupportEscalation;
  /** Until senior analysts are told that nobody has answered a school that asked for days to be set aside; missing: 14. */
  readonly shockRequestDays?: number;
  /** From asking for missing returns until analysts are told that they are still missing; nobody is in years that began before this was. */
  readonly missingReturnDays?: number;
}

/** What every school of a campaign shares, pinned when the school-year starts. */
export interface YearTerms {
  readonly academicYear: AcademicYear;
  readonly calendar: SchoolCalendar;
  readonly season: Season;
  readonly decisionPolicy: DecisionPolicy;
  readonly monitoringPolicy: MonitoringPolicy;
}

/** Input of the `schoolYear` workflow; event 1 of its history tells the auditor every date and rule it runs by. */
export interface SchoolYearInput extends YearTerms {
  readonly urn: Urn;
  readonly laCode: string;
  readonly regionCode: RegionCode;
}
