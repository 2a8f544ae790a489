import { type SchoolYearInput } from './messages/input.js';
import { type Notice } from '../process/transition-record.js';
import { implausible } from '../monitoring/month-figures.js';
import { absenceRises, type AbsenceRise } from '../monitoring/severe-absence.js';
import { type SchoolYearState } from './state.js';

type RiseKind = AbsenceRise['kind'];

/** The rises to show in the read model. */
export function risesOf(year: SchoolYearInput, { months }: SchoolYearState): readonly RiseKind[] {
  const { absenceWatch, plausibility } = year.monitoringPolicy;
  const plausible = months.filter((figures) => {
    const calendarMonth = year.calendar.months.find(({ month }) => month === figures.month);
    return calendarMonth !== undefined && implausible(figures, calendarMonth, plausibility) === undefined;
  });
  return absenceRises(plausible, absenceWatch).map(({ kind }) => kind);
}

/** Notifies once of each rise; a rise changes no status and proposes nothing. */
export const riseNotices = (before: readonly RiseKind[], now: readonly RiseKind[]): readonly Notice[] =>
  now
    .filter((kind) => !before.includes(kind))
    .map((kind) => ({
      to: 'rise-advisers',
      about: `More pupils of a school are ${words[kind]}; please discuss this with the school.`,
    }));

export function riseNote(before: readonly RiseKind[], now: readonly RiseKind[]): string {
  const risen = now.filter((kind) => !before.includes(kind));
  const gone = before.filter((kind) => !now.includes(kind));
  return [
    ...risen.map((kind) => `More pupils are ${words[kind]}; a RISE adviser is asked to look.`),
    ...gone.map((kind) => `The rise in pupils who are ${words[kind]} is over.`),
  ].join(' ');
}

const words: Readonly<Record<RiseKind, string>> = { severe: 'severely absent', persistent: 'persistently absent' };
