import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';

/** How a national rate was obtained; `enrolment-weighted` is a last resort and is flagged wherever it is shown. */
type NationalRateBasis = 'published' | 'ratio-of-sums' | 'enrolment-weighted';

interface NationalRate {
  readonly absencePercent: number;
  readonly basis: NationalRateBasis;
}

/** National absence by phase and academic year; plain JSON. */
export type NationalRates = Readonly<Record<AbsencePhase, Readonly<Record<string, NationalRate>>>>;

export interface PublishedNationalRate {
  readonly phase: AbsencePhase;
  readonly academicYear: AcademicYear;
  readonly absencePercent: number;
}

/** One school's year as far as the national rate needs it. */
export interface NationalRateRow {
  readonly phase: AbsencePhase;
  readonly academicYear: AcademicYear;
  readonly absencePercent: number;
  readonly possibleSessions?: number;
  readonly absenceSessions?: number;
  readonly enrolments?: number;
}

interface Sums {
  possible: number;
  absence: number;
  weighted: number;
  weight: number;
  hasRowWithoutCounts: boolean;
}

function addRow(sums: Sums, row: NationalRateRow): void {
  if (row.possibleSessions === undefined || row.absenceSessions === undefined) sums.hasRowWithoutCounts = true;
  else {
    sums.possible += row.possibleSessions;
    sums.absence += row.absenceSessions;
  }
  const weight = row.enrolments ?? 0;
  sums.weighted += weight * row.absencePercent;
  sums.weight += weight;
}

function rateOf(sums: Sums): NationalRate | undefined {
  if (sums.possible > 0 && !sums.hasRowWithoutCounts) {
    return { absencePercent: (100 * sums.absence) / sums.possible, basis: 'ratio-of-sums' };
  }
  return sums.weight > 0 ? { absencePercent: sums.weighted / sums.weight, basis: 'enrolment-weighted' } : undefined;
}

/**
 * The published rate where there is one; else the ratio of sums (docs/model.md#formulas, 1); else, where sessions are not given for every
 * row, the mean weighted by enrolments, so that the rate never silently covers only a part of the schools.
 */
export function nationalRates(
  published: Iterable<PublishedNationalRate>,
  rows: Iterable<NationalRateRow>,
): NationalRates {
  const sums = new Map<string, { readonly phase: AbsencePhase; readonly year: AcademicYear; readonly sums: Sums }>();
  for (const row of rows) {
    const key = `${row.phase} ${row.academicYear}`;
    let known = sums.get(key);
    if (known === undefined) {
      known = {
        phase: row.phase,
        year: row.academicYear,
        sums: { possible: 0, absence: 0, weighted: 0, weight: 0, hasRowWithoutCounts: false },
      };
      sums.set(key, known);
    }
    addRow(known.sums, row);
  }
  const rates: Record<AbsencePhase, Record<string, NationalRate>> = { primary: {}, secondary: {}, special: {} };
  for (const { phase, year, sums: of } of sums.values()) {
    const rate = rateOf(of);
    if (rate !== undefined) rates[phase][year] = rate;
  }
  for (const { phase, academicYear, absencePercent } of published)
    rates[phase][academicYear] = { absencePercent, basis: 'published' };
  return rates;
}

export const nationalAbsence = (rates: NationalRates, phase: AbsencePhase, year: AcademicYear): number | undefined =>
  rates[phase][year]?.absencePercent;
