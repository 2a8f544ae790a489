import { type MonthFigures } from '../../../../domain/monitoring/month-figures.js';
import { referralGround, type JudgementInput, type MonthCheck } from '../../../../domain/monitoring/judgement.js';
import { defaultMonitoringPolicy, type MonitoringPolicy } from '../../../../domain/monitoring/policy.js';
import { defaultSeason, seasonOf, seasonScale } from '../../../../domain/monitoring/season.js';
import { type ShockExemption } from '../../../../domain/monitoring/exemption.js';
import { type CalendarMonth, type SchoolCalendar } from '../../../../domain/shared/school-calendar.js';
import { type AbsencePhase } from '../../../../domain/shared/phase.js';

const month = (id: string, firstDay: string, lastDay: string, schoolDays: number): CalendarMonth => ({
  month: id,
  firstDay: `${id}-${firstDay}`,
  lastDay: `${id}-${lastDay}`,
  plannedSessions: 2 * schoolDays,
  dueOn: `${id}-${lastDay}`,
});

/** A usual 2024/25; school days by month as in the project's own year dates. */
export const exampleCalendar: SchoolCalendar = {
  startsOn: '2024-09-02',
  startsAtMilliseconds: Date.parse('2024-09-02T00:00:00Z'),
  dayMilliseconds: 86_400_000,
  months: [
    month('2024-09', '02', '30', 21),
    month('2024-10', '01', '25', 19),
    month('2024-11', '04', '29', 20),
    month('2024-12', '02', '20', 15),
    month('2025-01', '06', '31', 20),
    month('2025-02', '03', '28', 15),
    month('2025-03', '03', '31', 21),
    month('2025-04', '01', '30', 12),
    month('2025-05', '01', '23', 16),
    month('2025-06', '02', '30', 21),
    month('2025-07', '01', '22', 16),
  ],
  chaseOn: ['2025-01-31', '2025-05-23', '2025-08-29'],
  evaluateOn: '2025-09-30',
};

export interface ExampleSchool {
  readonly phase: AbsencePhase;
  readonly enrolments: number;
  /** The year's absence this school is heading for, per cent. */
  readonly absencePercent: number;
}

/** Figures of a school that follows the season to the letter, but for `strays`: points of absence added to each month in turn. */
export function exampleMonths(school: ExampleSchool, strays: readonly number[] = []): MonthFigures[] {
  const phaseSeason = defaultSeason.phases[school.phase];
  const sessions = exampleCalendar.months.map(({ month: id, plannedSessions }) => ({
    month: id,
    possibleSessions: Math.round(school.enrolments * plannedSessions * seasonOf(phaseSeason, id).weight),
  }));
  const level = school.absencePercent * seasonScale(phaseSeason, sessions);
  return sessions.map(({ month: id, possibleSessions }, index) => {
    const percent = level * seasonOf(phaseSeason, id).relative + (strays[index] ?? 0);
    return exampleMonth(id, { possibleSessions, percent, enrolments: school.enrolments });
  });
}

export function exampleMonth(
  id: string,
  { possibleSessions, percent, enrolments }: { possibleSessions: number; percent: number; enrolments: number },
): MonthFigures {
  const absence = Math.round((possibleSessions * Math.min(Math.max(percent, 0.05), 100)) / 100);
  const authorised = Math.round(absence * 0.7);
  return {
    month: id,
    revision: 1,
    possibleSessions,
    authorisedAbsenceSessions: authorised,
    unauthorisedAbsenceSessions: absence - authorised,
    enrolments,
    persistentlyAbsentEnrolments: Math.round(enrolments * 0.18),
    severelyAbsentEnrolments: Math.round(enrolments * 0.02),
    asOf: `${id}-31`,
  };
}

export function exampleInput(
  school: ExampleSchool,
  floorAttendancePercent: number,
  change: Partial<JudgementInput> = {},
): JudgementInput {
  return {
    phase: school.phase,
    floorAttendancePercent,
    months: exampleMonths(school),
    exemptions: [],
    acceptedGaps: [],
    calendar: exampleCalendar,
    season: defaultSeason,
    policy: defaultMonitoringPolicy,
    ...change,
  };
}

export function exampleShock(from: string, to: string, change: Partial<ShockExemption> = {}): ShockExemption {
  return {
    id: `shock-${from}`,
    kind: 'severe-weather',
    from,
    to,
    evidence: 'Notice of the authority of that day',
    openedBy: 'hub-manager-1',
    openedAtMilliseconds: 0,
    isRevoked: false,
    ...change,
  };
}

/** Whether support was proposed at some time of the year. A later month never changes an earlier check, so the year's checks show it. */
export const wasEverDue = (checks: readonly MonthCheck[], policy: MonitoringPolicy): boolean =>
  checks.some((_, index) => referralGround({ checks: checks.slice(0, index + 1) }, policy) !== undefined);
