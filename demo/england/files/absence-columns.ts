import { type AcademicYear, shiftYear } from '../../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../../domain/shared/phase.js';
import { type Cell, percentText } from '../csv-file.js';

/** Phases as the absence files name them. */
export const phaseNames: Readonly<Record<AbsencePhase, string>> = {
  primary: 'State-funded primary',
  secondary: 'State-funded secondary',
  special: 'Special',
};

/** Counts that a row of the absence files is made of; also a sum of such rows. */
export interface AbsenceCounts {
  enrolments: number;
  possibleSessions: number;
  absenceSessions: number;
  unauthorisedSessions: number;
  persistentlyAbsent: number;
  severelyAbsent: number;
}

export const noCounts = (): AbsenceCounts => ({
  enrolments: 0,
  possibleSessions: 0,
  absenceSessions: 0,
  unauthorisedSessions: 0,
  persistentlyAbsent: 0,
  severelyAbsent: 0,
});

export function addCounts(sum: AbsenceCounts, counts: AbsenceCounts): void {
  sum.enrolments += counts.enrolments;
  sum.possibleSessions += counts.possibleSessions;
  sum.absenceSessions += counts.absenceSessions;
  sum.unauthorisedSessions += counts.unauthorisedSessions;
  sum.persistentlyAbsent += counts.persistentlyAbsent;
  sum.severelyAbsent += counts.severelyAbsent;
}

/** Columns that say which year and place a row is about. */
export const placeHeader = [
  'time_period',
  'time_identifier',
  'geographic_level',
  'country_code',
  'country_name',
  'region_code',
  'region_name',
  'old_la_code',
  'new_la_code',
  'la_name',
  'education_phase',
] as const;

export const figureHeader = [
  'enrolments',
  'sess_possible',
  'sess_overall',
  'sess_authorised',
  'sess_unauthorised',
  'sess_overall_percent',
  'sess_authorised_percent',
  'sess_unauthorised_percent',
  'enrolments_pa_10_exact',
  'enrolments_pa_10_exact_percent',
  'enrolments_pa_50_exact',
  'enrolments_pa_50_exact_percent',
] as const;

/** A row of figures in which every cell bears the same mark. */
export const markedFigures = (mark: 'c' | 'x' | 'z'): Cell[] => figureHeader.map(() => mark);

/** Counts of one or two pupils are never shown, nor a percentage made of them; source: docs/sources/absence-statistics.md#small-numbers. */
const isSmall = (count: number): boolean => count === 1 || count === 2;

const pupilCells = (count: number, enrolments: number, hidesSmall: boolean): [Cell, Cell] =>
  hidesSmall && isSmall(count) ? ['c', 'c'] : [count, percentText(count, enrolments)];

/**
 * The twelve figures: sessions and enrolments as counts, rates in per cent. `isWholeYear` false leaves out persistent and severe absence (`z`),
 * which are not published for part of a year.
 */
export function figures(
  counts: AbsenceCounts,
  options: { readonly hidesSmall: boolean; readonly isWholeYear: boolean },
): Cell[] {
  const { enrolments, possibleSessions, absenceSessions, unauthorisedSessions } = counts;
  const authorisedSessions = absenceSessions - unauthorisedSessions;
  const pupils: Cell[] = options.isWholeYear
    ? [
        ...pupilCells(counts.persistentlyAbsent, enrolments, options.hidesSmall),
        ...pupilCells(counts.severelyAbsent, enrolments, options.hidesSmall),
      ]
    : ['z', 'z', 'z', 'z'];
  return [
    enrolments,
    possibleSessions,
    absenceSessions,
    authorisedSessions,
    unauthorisedSessions,
    percentText(absenceSessions, possibleSessions),
    percentText(authorisedSessions, possibleSessions),
    percentText(unauthorisedSessions, possibleSessions),
    ...pupils,
  ];
}

export const yearAt = (latestYear: AcademicYear, offset: number): AcademicYear => shiftYear(latestYear, offset);
