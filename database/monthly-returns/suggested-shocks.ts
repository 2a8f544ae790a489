import { type Database } from '../database.js';
import { type YearTerms } from '../../domain/school-year/messages/input.js';
import { type SchoolInArea } from '../../domain/monitoring/area-shock.js';
import { suggestShocksOf, type WatchedSchool } from '../../domain/monitoring/month-suggestions.js';
import { type DateWindow } from '../../domain/shared/dates.js';
import { type SuggestedShock } from '../../domain/monitoring/suggested-shocks.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type RegionCode } from '../../domain/shared/phase.js';
import { readMonths } from './months.js';
import { readNationalShifts } from '../facts/national-shifts.js';

/** Of whom suggestions are wanted, and for which month, `yyyy-mm`; the newest of the region's returns where none is named. */
export interface SuggestionScope {
  readonly regionCode: RegionCode;
  readonly month?: string;
}

export interface NamedSchool {
  readonly urn: string;
  readonly name: string;
  readonly laCode: string;
}

/** A suggestion with the schools that it is about. */
export type NamedSuggestion = SuggestedShock & { readonly schools: readonly NamedSchool[] };

interface SchoolRow extends SchoolInArea {
  readonly name: string;
  readonly daysSetAside: readonly DateWindow[];
}

/**
 * Shocks that a region's figures suggest, computed again from the returns as they are: a restated month takes a suggestion away, and
 * nothing is kept or sent. Schools that a recall holds are left out, and so are all that are not monitored.
 */
export async function readSuggestedShocks(
  db: Database,
  terms: YearTerms,
  { regionCode, month: wanted }: SuggestionScope,
): Promise<readonly NamedSuggestion[]> {
  const { academicYear, calendar, season, monitoringPolicy: policy } = terms;
  const rows = await readSchools(db, academicYear, regionCode);
  const months = await readMonths(
    db,
    academicYear,
    rows.map(({ urn }) => urn),
  );
  const month = wanted ?? newest([...months.values()].map((held) => held.at(-1)?.month ?? ''));
  const shifts = await readNationalShifts(db, academicYear, terms);
  const schools = rows.map((school): WatchedSchool => ({
    ...school,
    months: (months.get(school.urn) ?? []).map((figures) => {
      const nationalShiftPoints = shifts[school.phase][figures.month];
      return nationalShiftPoints === undefined ? figures : { ...figures, nationalShiftPoints };
    }),
  }));
  const names = new Map(rows.map(({ urn, name, laCode }) => [urn, { urn, name, laCode }]));
  return suggestShocksOf(month, schools, { calendar, season, policy }).map((suggested) => ({
    ...suggested,
    schools: urnsOf(suggested).flatMap((urn) => names.get(urn) ?? []),
  }));
}

const urnsOf = (suggested: SuggestedShock): readonly string[] =>
  suggested.kind === 'area' ? suggested.urns : [suggested.urn];

const newest = (months: readonly string[]): string => months.reduce((last, month) => (month > last ? month : last), '');

const readSchools = (db: Database, academicYear: AcademicYear, regionCode: RegionCode): Promise<SchoolRow[]> =>
  db('school_year_view as view')
    .join('draft_input as draft', (join) => {
      join.on('draft.urn', 'view.urn').andOn('draft.academic_year', 'view.academic_year');
    })
    .leftJoin('suspended_school_year as held', (join) => {
      join.on('held.urn', 'view.urn').andOn('held.academic_year', 'view.academic_year');
    })
    .where({ 'view.academic_year': academicYear, 'view.stage': 'monitoring' })
    .whereNull('held.urn')
    .whereRaw(`draft.input->>'regionCode' = ? and draft.input->>'absencePhase' is not null`, [regionCode])
    .orderBy('view.urn')
    .select<SchoolRow[]>(
      'view.urn',
      'view.name',
      db.raw(`view.days_set_aside as "daysSetAside"`),
      db.raw(`draft.input->>'laCode' as "laCode"`),
      db.raw(`draft.input->>'regionCode' as "regionCode"`),
      db.raw(`draft.input->>'absencePhase' as phase`),
    )
    .then((found) => found);
