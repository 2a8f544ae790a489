import { type Knex } from 'knex';
import {
  censusContext,
  similarSchoolsContext,
  type ContextSource,
  type SchoolContext,
} from '../../domain/baseline/context.js';
import {
  type AbsenceRow,
  type AreaRate,
  type CampaignFacts,
  type RegisteredSchool,
} from '../../domain/drafting/campaign-facts.js';
import { type EstablishmentLink } from '../../domain/scope/types.js';
import { selectiveAreas2018 } from '../../domain/similar/selective-areas-2018.js';
import { shiftYear, type AcademicYear } from '../../domain/shared/academic-year.js';

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
    ...(schools.some(({ urn }) => urn < firstInventedUrn) && { areaPrior: selectiveAreas2018 }),
  };
}

/** URNs from here on are invented; their areas are in no real list. */
const firstInventedUrn = '900000';

async function readSchools(db: Knex): Promise<readonly RegisteredSchool[]> {
  const { rows } = await db.raw<{ rows: Record<string, unknown>[] }>(`
    select urn, coalesce(la_code, '') as "laCode", coalesce(la_name, '') as "laName", laestab, name, type_code as "typeCode",
      type_group_code as "typeGroupCode", status, phase, low_age as "lowAge", high_age as "highAge", gender,
      religious_character as "religiousCharacter", admissions_policy as "admissionsPolicy", number_of_pupils as "numberOfPupils",
      trust_flag as "trustFlag", trust_code as "trustCode", region_code as "regionCode", urban_rural as "urbanRural", easting, northing,
      to_char(opened_on, 'YYYY-MM-DD') as "openedOn", to_char(closed_on, 'YYYY-MM-DD') as "closedOn", batch_id::int as "batchId", line
    from current_establishment order by urn`);
  return rows.map(({ batchId, line, ...row }) => ({
    ...present(row),
    source: { batchId: batchId as number, line: line as number, asOf: 'register' },
  })) as unknown as readonly RegisteredSchool[];
}

async function readLinks(db: Knex): Promise<readonly EstablishmentLink[]> {
  const { rows } = await db.raw<{ rows: Record<string, unknown>[] }>(`
    select urn, link_urn as "linkUrn", link_type as "linkType", to_char(established_on, 'YYYY-MM-DD') as "establishedOn"
    from current_establishment_link order by urn, link_urn, link_type`);
  return rows.map(present) as unknown as readonly EstablishmentLink[];
}

async function readAbsence(db: Knex, targetYear: AcademicYear): Promise<readonly AbsenceRow[]> {
  const { rows } = await db.raw<{ rows: Record<string, unknown>[] }>(
    `select academic_year as "academicYear", urn, phase, la_code as "laCode", enrolments::float8, possible_sessions::float8 as "possibleSessions",
      absence_sessions::float8 as "absenceSessions", absence_percent::float8 as "absencePercent",
      authorised_percent::float8 as "authorisedPercent", unauthorised_percent::float8 as "unauthorisedPercent",
      persistent_absence_percent::float8 as "persistentAbsencePercent", severe_absence_percent::float8 as "severeAbsencePercent",
      marks, batch_id::int as "batchId", line
    from current_school_absence where academic_year < ? order by urn, academic_year desc, phase`,
    [targetYear],
  );
  return rows.map(({ batchId, line, ...row }) => ({
    ...present(row),
    source: { batchId: batchId as number, line: line as number, asOf: row['academicYear'] as string },
  })) as unknown as readonly AbsenceRow[];
}

async function readAreas(db: Knex, targetYear: AcademicYear): Promise<readonly AreaRate[]> {
  const { rows } = await db.raw<{ rows: Record<string, unknown>[] }>(
    `select academic_year as "academicYear", level, la_code as "laCode", phase, absence_percent::float8 as "absencePercent",
      batch_id::int as "batchId", line
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
  const { rows } = await db.raw<{ rows: Record<string, unknown>[] }>(
    `select distinct on (urn) urn, free_meals_percent::float8 as "freeMealsPercent", free_meals_ever_six_percent::float8 as "freeMealsEverSixPercent",
      education_health_care_plan_percent::float8 as "educationHealthCarePlanPercent",
      special_needs_support_percent::float8 as "specialNeedsSupportPercent",
      english_additional_language_percent::float8 as "englishAdditionalLanguagePercent", idaci::float8 as "deprivationIndex",
      polar4_quintile::float8 as "polar4Quintile", stability_percent::float8 as "stabilityPercent", roll::float8
    from current_school_context where academic_year between ? and ? order by urn, academic_year desc`,
    [shiftYear(targetYear, -2), shiftYear(targetYear, -1)],
  );
  const context = new Map(rows.map(({ urn, ...measures }) => [urn as string, present(measures) as SchoolContext]));
  const withDeprivation = [...context.values()].filter(({ deprivationIndex }) => deprivationIndex !== undefined).length;
  return { contextSource: withDeprivation * 2 > context.size ? similarSchoolsContext : censusContext, context };
}

/** Absent columns are left out, so that "not known" is never null. */
const present = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
