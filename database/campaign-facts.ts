import { type Knex } from 'knex';
import {
  censusContext,
  similarSchoolsContext,
  type ContextSource,
  type SchoolContext,
} from '../domain/baseline/context.js';
import {
  type AbsenceRow,
  type AreaRate,
  type CampaignFacts,
  type RegisteredSchool,
} from '../domain/drafting/campaign-facts.js';
import { selectiveAreas2018 } from '../domain/similar/selective-areas-2018.js';
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
import { readLinks } from './links.js';
import { readSecondSources } from './second-sources.js';

/** Reads what was known before the year began: figures of earlier years only, each with its batch and line. */
export async function readCampaignFacts(db: Knex, targetYear: AcademicYear): Promise<CampaignFacts> {
  const { contextSource, context } = await readContext(db, targetYear);
  const schools = await readSchools(db);
  return {
    targetYear,
    schools,
    links: await readLinks(db),
    absence: await readAbsence(db, targetYear),
    areas: await readAreas(db, targetYear),
    contextSource,
    context,
    secondSources: await readSecondSources(db, targetYear),
    ...(schools.some(({ urn }) => urn < firstInventedUrn) && { areaPrior: selectiveAreas2018 }),
  };
}

/** URNs from here on are invented; their areas are in no real list. */
const firstInventedUrn = '900000';

async function readSchools(db: Knex): Promise<readonly RegisteredSchool[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(`select ${registerColumns} from current_establishment order by urn`);
  return rows.map(registeredSchool);
}

async function readAbsence(db: Knex, targetYear: AcademicYear): Promise<readonly AbsenceRow[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select ${absenceColumns} from current_school_absence where academic_year < ? order by urn, academic_year desc, phase`,
    [targetYear],
  );
  return rows.map(absenceRow);
}

async function readAreas(db: Knex, targetYear: AcademicYear): Promise<readonly AreaRate[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select academic_year as "academicYear", level, la_code as "laCode", phase, absence_percent::float8 as "absencePercent",
      possible_sessions::float8 as "possibleSessions", absence_sessions::float8 as "absenceSessions", batch_id::int as "batchId", line
    from current_area_absence
    where academic_year < ? and level in ('national', 'local-authority') and phase <> 'total' and absence_percent is not null
    order by academic_year, level, la_code, phase`,
    [targetYear],
  );
  return rows.map(({ batchId, line, ...row }) => ({
    ...present(row),
    source: { batchId: batchId as number, line: line as number, asOf: row['academicYear'] as string },
  })) as unknown as readonly AreaRate[];
}

interface ContextRead {
  readonly contextSource: ContextSource;
  readonly context: ReadonlyMap<string, SchoolContext>;
}

/** The newest context known before the year; the source that covers more schools decides which measures are compared. */
async function readContext(db: Knex, targetYear: AcademicYear): Promise<ContextRead> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select distinct on (urn) ${contextColumns} from current_school_context
    where academic_year between ? and ? order by urn, academic_year desc`,
    [shiftYear(targetYear, -2), shiftYear(targetYear, -1)],
  );
  const context = new Map(rows.map(contextRow));
  const withDeprivation = [...context.values()].filter(({ deprivationIndex }) => deprivationIndex !== undefined).length;
  return { contextSource: withDeprivation * 2 > context.size ? similarSchoolsContext : censusContext, context };
}
