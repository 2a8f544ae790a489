import { type JudgementInput } from '../../domain/monitoring/judgement.js';
import { yearRate, yearToDateRate, type MonthFigures, type YearRate } from '../../domain/monitoring/month-figures.js';
import { nationalShiftToDate } from '../../domain/monitoring/national-shift.js';
import { type MonitoringPolicy } from '../../domain/monitoring/policy.js';
import { type Season } from '../../domain/monitoring/season.js';
import { type SchoolCalendar } from '../../domain/shared/school-calendar.js';
import { monthsToDate, type ToDate } from './area-months.js';
import { releaseYears } from './release-years.js';
import { type AreaYear } from './releases.js';

/** One authority, phase and year, and the nation's year. */
export interface Unit {
  readonly area: AreaYear;
  readonly calendar: SchoolCalendar;
  readonly toDate: readonly ToDate[];
  readonly nation: readonly ToDate[];
  readonly yearEnd: YearRate;
  readonly nationalYearEnd: YearRate;
}

export const rateOf = ({
  possibleSessions,
  absenceSessions,
}: Pick<ToDate, 'possibleSessions' | 'absenceSessions'>): number => (100 * absenceSessions) / possibleSessions;

/** With fewer releases than this, a year cannot be followed. */
const leastReleases = 12;

/** Every authority and phase that can be followed through a year. */
export function unitsOf(areas: readonly AreaYear[]): readonly Unit[] {
  return releaseYears.flatMap((year) => {
    const ofYear = areas.filter(({ academicYear }) => academicYear === year.academicYear);
    return ofYear
      .filter(({ level, releases }) => level === 'local-authority' && releases.length >= leastReleases)
      .flatMap((area): Unit[] => {
        const national = ofYear.find(({ level, phase }) => level === 'national' && phase === area.phase);
        if (!national) return [];
        const toDate = monthsToDate(area, year);
        const nation = monthsToDate(national, year);
        return [
          { area, calendar: year.calendar, toDate, nation, yearEnd: endOf(toDate), nationalYearEnd: endOf(nation) },
        ];
      });
  });
}

export const sessionsByMonth = ({ toDate }: Unit): readonly number[] =>
  toDate.map(({ possibleSessions }, index) => possibleSessions - (toDate[index - 1]?.possibleSessions ?? 0));

const endOf = (toDate: readonly ToDate[]): YearRate => {
  const last = toDate.at(-1);
  return yearRate(last ? rateOf(last) : Number.NaN);
};

/** What a unit is judged against. */
export interface UnitTerms {
  /** The nation's level when the ceiling was set, per cent of absence. */
  readonly nationalLevel: number;
  readonly ceilingPercent: number;
  readonly expectedPercent: number;
  readonly deviationPoints: number;
  readonly season: Season;
  readonly policy: MonitoringPolicy;
}

/** The unit as the product would judge it: its months, each with the nation's shift to date. */
export function inputOf(unit: Unit, terms: UnitTerms): JudgementInput {
  const { phase } = unit.area;
  const nationalYear = {
    calendar: unit.calendar,
    season: terms.season.phases[phase],
    lastYear: yearRate(terms.nationalLevel),
  };
  return {
    phase,
    floorAttendancePercent: 100 - terms.ceilingPercent,
    expected: { attendancePercent: 100 - terms.expectedPercent, deviationPoints: terms.deviationPoints },
    months: unit.toDate.map((now, index) => {
      const nation = unit.nation[index];
      const shift = nation && nationalShiftToDate(nationalYear, now.month, yearToDateRate(rateOf(nation)));
      return {
        ...figuresOf(now, unit.toDate[index - 1], unit.calendar),
        ...(shift !== undefined && { nationalShiftPoints: shift }),
      };
    }),
    exemptions: [],
    acceptedGaps: [],
    calendar: unit.calendar,
    season: terms.season,
    policy: terms.policy,
  };
}

function figuresOf(now: ToDate, before: ToDate | undefined, calendar: SchoolCalendar): MonthFigures {
  const lastDay = calendar.months.find(({ month }) => month === now.month)?.lastDay ?? '';
  return {
    month: now.month,
    revision: 1,
    possibleSessions: now.possibleSessions - (before?.possibleSessions ?? 0),
    authorisedAbsenceSessions: now.absenceSessions - (before?.absenceSessions ?? 0),
    unauthorisedAbsenceSessions: 0,
    enrolments: now.enrolments,
    persistentlyAbsentEnrolments: 0,
    severelyAbsentEnrolments: 0,
    asOf: lastDay,
  };
}
