import { type SchoolCalendar } from '../shared/school-calendar.js';
import { type SchoolInArea } from './area-shock.js';
import { exemptShare } from './exemption.js';
import { ownExcess } from './month-excess.js';
import { absenceSessionsOf, implausible, type MonthFigures } from './month-figures.js';
import { type MonitoringPolicy } from './policy.js';
import { type DateWindow } from '../shared/dates.js';
import { type Season } from './season.js';
import { suggestShocks, type MonthExcess, type SuggestedShock } from './suggested-shocks.js';

/** A month's figures, with the sessions missed through illness (code I) where the return gives them. */
export interface ReturnedMonth extends MonthFigures {
  readonly illnessSessions?: number;
}

/** A monitored school: its area and phase, all months of the year received so far, and the days that shocks already set aside. */
export interface WatchedSchool extends SchoolInArea {
  readonly months: readonly ReturnedMonth[];
  readonly daysSetAside: readonly DateWindow[];
}

export interface SuggestionTerms {
  readonly calendar: SchoolCalendar;
  readonly season: Season;
  readonly policy: MonitoringPolicy;
}

/**
 * Shocks that the figures of one month, `yyyy-mm`, suggest among these schools; neighbours share an authority and phase, so pass all
 * schools of an authority. A school whose month already has days set aside still counts as a neighbour and is not suggested again. Its
 * other months with days set aside, and implausible months, are not used for its usual level.
 */
export function suggestShocksOf(
  month: string,
  schools: readonly WatchedSchool[],
  terms: SuggestionTerms,
): readonly SuggestedShock[] {
  const touched = new Set(
    schools.filter((school) => isTouched(school, month, terms.calendar)).map((school) => school.urn),
  );
  const excesses = schools.flatMap((school) => excessOf(month, school, terms) ?? []);
  return suggestShocks(excesses).flatMap((suggested): readonly SuggestedShock[] => {
    if (suggested.kind === 'illness-outbreak') return touched.has(suggested.urn) ? [] : [suggested];
    const urns = suggested.urns.filter((urn) => !touched.has(urn));
    return urns.length === 0 ? [] : [{ ...suggested, urns }];
  });
}

function excessOf(month: string, school: WatchedSchool, terms: SuggestionTerms): MonthExcess | undefined {
  const { urn, laCode, phase } = school;
  const held = school.months.filter(
    (figures) =>
      isPlausible(figures, terms) && (figures.month === month || !isTouched(school, figures.month, terms.calendar)),
  );
  const excess = ownExcess({ phase, ...terms }, held, month);
  return excess && { urn, laCode, phase, ...excess, ...illnessOf(month, held) };
}

function illnessOf(
  month: string,
  held: readonly ReturnedMonth[],
): Pick<MonthExcess, 'illnessShare' | 'usualIllnessShare'> {
  const illnessShare = shareOfIllness(held.filter((figures) => figures.month === month));
  const usualIllnessShare = shareOfIllness(held.filter((figures) => figures.month !== month));
  return illnessShare === undefined || usualIllnessShare === undefined ? {} : { illnessShare, usualIllnessShare };
}

/** Over the months that give illness; undefined where none does, or where no session was missed. */
function shareOfIllness(months: readonly ReturnedMonth[]): number | undefined {
  const withIllness = months.filter(({ illnessSessions }) => illnessSessions !== undefined);
  const absences = withIllness.reduce((sum, figures) => sum + absenceSessionsOf(figures), 0);
  const illness = withIllness.reduce((sum, { illnessSessions }) => sum + (illnessSessions ?? 0), 0);
  return absences > 0 ? illness / absences : undefined;
}

const isTouched = ({ daysSetAside }: WatchedSchool, month: string, { months }: SchoolCalendar): boolean =>
  months.some((calendarMonth) => calendarMonth.month === month && exemptShare(calendarMonth, daysSetAside) > 0);

function isPlausible(figures: MonthFigures, { calendar, policy }: SuggestionTerms): boolean {
  const calendarMonth = calendar.months.find(({ month }) => month === figures.month);
  return calendarMonth !== undefined && implausible(figures, calendarMonth, policy.plausibility) === undefined;
}
