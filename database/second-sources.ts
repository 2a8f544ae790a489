import { type Knex } from 'knex';
import { type ReturnedYear, type SecondSources, type YearToDateRate } from '../domain/drafting/campaign-facts.js';
import { shiftYear, type AcademicYear } from '../domain/shared/academic-year.js';
import {
  absenceColumns,
  absenceRow,
  contextColumns,
  contextRow,
  present,
  registeredSchool,
  registerColumns,
  type Row,
} from './fact-rows.js';

/** Reads what else was imported about the same schools and years, for the gates to compare with. */
export async function readSecondSources(db: Knex, targetYear: AcademicYear): Promise<SecondSources> {
  const lastYear = shiftYear(targetYear, -1);
  const yearBefore = shiftYear(targetYear, -2);
  const read = async (sql: string, years: readonly AcademicYear[] = []): Promise<readonly Row[]> =>
    (await db.raw<{ rows: Row[] }>(sql, years)).rows;
  return {
    schoolsBefore: (await read(registerBefore)).map(registeredSchool),
    replacedAbsence: (await read(replacedAbsence, [yearBefore, lastYear])).map(absenceRow),
    returns: (await read(returnedYears, [lastYear])) as unknown as readonly ReturnedYear[],
    yearToDate: (await read(lastSnapshots, [lastYear])).map(present) as unknown as readonly YearToDateRate[],
    contextBefore: new Map((await read(earlierContext, [shiftYear(targetYear, -3), lastYear])).map(contextRow)),
  };
}

const registerBefore = `
  select ${registerColumns}
  from (select *, row_number() over (partition by urn order by batch_id desc) as place from establishment) held
  where place = 2 order by urn`;

const replacedAbsence = `
  select ${absenceColumns}
  from (
    select *, row_number() over (partition by academic_year, urn, phase order by batch_id desc) as place
    from school_absence where academic_year between ? and ?
  ) held
  where place = 2 order by urn, academic_year, phase`;

const returnedYears = `
  select urn, count(*)::int as months, sum(possible_sessions)::float8 as "possibleSessions",
    sum(authorised_absence_sessions + unauthorised_absence_sessions)::float8 as "absenceSessions"
  from current_monthly_return where academic_year = ? group by urn order by urn`;

const lastSnapshots = `
  select distinct on (level, la_code, phase) level, la_code as "laCode", phase, possible_sessions::float8 as "possibleSessions",
    absence_sessions::float8 as "absenceSessions"
  from current_attendance_to_date
  where academic_year = ? and level in ('national', 'local-authority') and phase <> 'total'
    and possible_sessions is not null and absence_sessions is not null
  order by level, la_code, phase, snapshot_date desc`;

/** The year before the one that `current` context is taken from. */
const earlierContext = `
  select ${contextColumns}
  from (
    select *, row_number() over (partition by urn order by academic_year desc) as place
    from current_school_context where academic_year between ? and ?
  ) held
  where place = 2 order by urn`;
