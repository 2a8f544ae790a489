import { type CalendarMonth, type SchoolCalendar } from '../shared/school-calendar.js';
import { augustBefore, isSeptember, lastAugustSchoolDay } from '../shared/august.js';
import { fewSessionsReason, hasFewSessions, isConfirmed, type ConfirmedMonth } from './few-sessions.js';
import { exemptShare, type DaysSetAside } from './exemption.js';
import { implausible, type MonthFigures } from './month-figures.js';
import { type MonitoringPolicy } from './policy.js';

export interface MonthsHeld {
  readonly months: readonly MonthFigures[];
  readonly exemptions: readonly DaysSetAside[];
  readonly acceptedGaps: readonly string[];
  /** Missing where nobody has confirmed a month. */
  readonly confirmedMonths?: readonly ConfirmedMonth[] | undefined;
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
  /** A person has to look at the figures before they are judged. */
  readonly needsLook?: true;
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
  const judgeable: JudgeableMonth[] = [...august(held)];
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
    judgeable.push(figures ? returned(held, figures, calendarMonth) : { calendarMonth, exemptShare: share });
  }
  return { judgeable };
}

function returned(held: MonthsHeld, figures: MonthFigures, calendarMonth: CalendarMonth): JudgeableMonth {
  const { plausibility } = held.policy;
  const share = exemptShare(calendarMonth, held.exemptions);
  const reason = implausible(figures, calendarMonth, plausibility);
  const needsLook =
    reason === undefined &&
    hasFewSessions(figures, calendarMonth, share, plausibility) &&
    !isConfirmed(figures, held.confirmedMonths ?? []);
  return {
    calendarMonth,
    exemptShare: share,
    figures,
    ...(reason !== undefined && { implausible: reason }),
    ...(needsLook && { implausible: fewSessionsReason, needsLook: true }),
  };
}

/** Sessions of the August before count in the year where a school has returned them; none are planned, so none are waited for. */
function august(held: MonthsHeld): readonly JudgeableMonth[] {
  const first = held.calendar.months[0]?.month ?? '';
  const month = augustBefore(first);
  const figures = isSeptember(first) ? held.months.find((returnedMonth) => returnedMonth.month === month) : undefined;
  const lastDay = lastAugustSchoolDay(month);
  return figures
    ? [returned(held, figures, { month, firstDay: `${month}-01`, lastDay, plannedSessions: 0, dueOn: lastDay })]
    : [];
}
