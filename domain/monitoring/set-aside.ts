import { type SessionCounts } from '../shared/rates.js';
import { type CalendarMonth } from '../shared/school-calendar.js';
import { absenceSessionsOf, type MonthFigures } from './month-figures.js';

/** A month whose figures count, with the share of its school days that is set aside, 0 to 1. */
export interface AccruedMonth {
  readonly calendarMonth: CalendarMonth;
  readonly figures: MonthFigures;
  readonly exemptShare: number;
}

/** The month's ordinary level, and how much absence above it a day set aside may explain. */
export interface OrdinaryMonth {
  /** The school's own level in this month of the season, per cent of absence. */
  readonly absencePercent: number;
  readonly greatestExcessPoints: number;
}

/**
 * The month's sessions without the days set aside.
 *
 * Monthly figures are not split by day, so this assumes that the remaining days ran at the school's own seasonal level, as far as the
 * days set aside can explain the difference. Of `p` possible sessions the share `e` goes. The absence removed with them is the ordinary level over those sessions, plus the month's whole excess over the ordinary, at most `e·p` times
 * the greatest excess; where the month is better than ordinary, its whole shortfall, at most the ordinary absence of those sessions. So a
 * window has the same effect in both directions (docs/sources/local-shocks.md#symmetry), one day cannot explain a whole bad month, and a
 * month set aside whole leaves nothing. Sessions coded Y1 to Y7 are in no figure of the return and are not removed again.
 */
export function withoutDaysSetAside({ figures, exemptShare }: AccruedMonth, ordinary: OrdinaryMonth): SessionCounts {
  const { possibleSessions } = figures;
  const absenceSessions = absenceSessionsOf(figures);
  if (exemptShare <= 0) return { possibleSessions, absenceSessions };
  const share = Math.min(exemptShare, 1);
  const kept = possibleSessions * (1 - share);
  const ordinaryAbsence = (possibleSessions * ordinary.absencePercent) / 100;
  const most = (share * possibleSessions * ordinary.greatestExcessPoints) / 100;
  const excess = clamp(absenceSessions - ordinaryAbsence, -share * ordinaryAbsence, most);
  return {
    possibleSessions: kept,
    absenceSessions: clamp(absenceSessions - share * ordinaryAbsence - excess, 0, kept),
  };
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
