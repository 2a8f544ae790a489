import { type CalendarMonth, type SchoolCalendar } from '../shared/school-calendar.js';
import { exemptShare, type DaysSetAside } from './exemption.js';
import { implausible, type MonthFigures } from './month-figures.js';
import { type MonitoringPolicy } from './policy.js';

export interface MonthsHeld {
  readonly months: readonly MonthFigures[];
  readonly exemptions: readonly DaysSetAside[];
  readonly acceptedGaps: readonly string[];
  readonly calendar: SchoolCalendar;
  readonly policy: MonitoringPolicy;
}

export interface JudgeableMonth {
  readonly calendarMonth: CalendarMonth;
  /** Missing where the whole month is set aside and no return came. */
  readonly figures?: MonthFigures;
  readonly exemptShare: number;
  /** Why the figures cannot be right. */
  readonly implausible?: string;
}

/** Floating-point sums of half days may be just off 1. */
const isWhole = (share: number): boolean => share > 1 - 1e-9;

export const isExempt = ({ exemptShare }: JudgeableMonth): boolean => isWhole(exemptShare);

/** The school months up to the first gap that is neither accepted nor set aside whole, in calendar order. */
export function judgeableMonths(held: MonthsHeld): {
  readonly judgeable: readonly JudgeableMonth[];
  readonly waitingFor?: string;
} {
  const byMonth = new Map(held.months.map((figures) => [figures.month, figures]));
  const judgeable: JudgeableMonth[] = [];
  for (const calendarMonth of held.calendar.months.filter(({ plannedSessions }) => plannedSessions > 0)) {
    const { month } = calendarMonth;
    const figures = byMonth.get(month);
    const share = exemptShare(calendarMonth, held.exemptions);
    const isGap = !figures && !isWhole(share);
    if (isGap && held.acceptedGaps.includes(month)) continue;
    if (isGap) {
      const isAwaited = held.months.some((later) => later.month > month);
      return { judgeable, ...(isAwaited && { waitingFor: month }) };
    }
    const reason = figures && implausible(figures, calendarMonth, held.policy.plausibility);
    judgeable.push({
      calendarMonth,
      exemptShare: share,
      ...(figures && { figures }),
      ...(reason !== undefined && { implausible: reason }),
    });
  }
  return { judgeable };
}
