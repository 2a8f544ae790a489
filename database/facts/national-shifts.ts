import { type Database } from '../database.js';
import { type ShiftTerms } from '../../domain/school-year/messages/monthly-return.js';
import { yearRate, yearToDateRate } from '../../domain/monitoring/month-figures.js';
import { nationalShifts, type NationalReading } from '../../domain/monitoring/national-shift.js';
import { shiftYear, type AcademicYear } from '../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { roundTo } from '../../domain/shared/rates.js';

/** By phase and month, `yyyy-mm`: how far the nation's year to date lies above its last year's level on the season; points. */
export type NationalShifts = Readonly<Record<AbsencePhase, Readonly<Record<string, number>>>>;

/** From the fortnightly releases imported so far, against the nation's whole last year; nothing for a phase that has no such year. */
export async function readNationalShifts(
  db: Database,
  academicYear: AcademicYear,
  terms: ShiftTerms,
): Promise<NationalShifts> {
  const lastYears = await readLastYears(db, academicYear);
  const readings = await readReadings(db, academicYear);
  const shiftsOf = (phase: AbsencePhase): Readonly<Record<string, number>> => {
    const lastYear = lastYears.get(phase);
    if (lastYear === undefined) return {};
    const shifts = nationalShifts(
      { calendar: terms.calendar, season: terms.season.phases[phase], lastYear: yearRate(lastYear) },
      readings.get(phase) ?? [],
    );
    return Object.fromEntries(Object.entries(shifts).map(([month, points]) => [month, roundTo(points, 4)]));
  };
  return { primary: shiftsOf('primary'), secondary: shiftsOf('secondary'), special: shiftsOf('special') };
}

async function readLastYears(db: Database, academicYear: AcademicYear): Promise<ReadonlyMap<string, number>> {
  const rows = await db('current_area_absence')
    .where({ academic_year: shiftYear(academicYear, -1), level: 'national' })
    .whereNotNull('absence_percent')
    .select<{ phase: string; percent: number }[]>('phase', db.raw('absence_percent::float8 as percent'));
  return new Map(rows.map(({ phase, percent }) => [phase, percent]));
}

async function readReadings(
  db: Database,
  academicYear: AcademicYear,
): Promise<ReadonlyMap<string, readonly NationalReading[]>> {
  const rows = await db('current_attendance_to_date')
    .where({ academic_year: academicYear, level: 'national' })
    .andWhere('possible_sessions', '>', 0)
    .whereNotNull('absence_sessions')
    .orderBy('snapshot_date')
    .select<{ phase: string; through: string; percent: number }[]>(
      'phase',
      db.raw(`to_char(snapshot_date, 'YYYY-MM-DD') as through`),
      db.raw('100.0::float8 * absence_sessions / possible_sessions as percent'),
    );
  const readings = new Map<string, NationalReading[]>();
  for (const { phase, through, percent } of rows)
    readings.set(phase, [...(readings.get(phase) ?? []), { through, absencePercent: yearToDateRate(percent) }]);
  return readings;
}
