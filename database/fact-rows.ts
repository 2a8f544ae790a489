import { type SchoolContext } from '../domain/baseline/context.js';
import { type AbsenceRow, type RegisteredSchool } from '../domain/drafting/campaign-facts.js';

export type Row = Readonly<Record<string, unknown>>;

/** Absent columns are left out, so that "not known" is never null. */
export const present = (row: Row): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/** Columns of `establishment` as `registeredSchool` takes them. */
export const registerColumns = `urn, coalesce(la_code, '') as "laCode", coalesce(la_name, '') as "laName", laestab, name,
  type_code as "typeCode", type_group_code as "typeGroupCode", status, phase, low_age as "lowAge", high_age as "highAge", gender,
  religious_character as "religiousCharacter", admissions_policy as "admissionsPolicy", number_of_pupils as "numberOfPupils",
  trust_flag as "trustFlag", trust_code as "trustCode", region_code as "regionCode", urban_rural as "urbanRural", easting, northing,
  to_char(opened_on, 'YYYY-MM-DD') as "openedOn", to_char(closed_on, 'YYYY-MM-DD') as "closedOn", batch_id::int as "batchId", line`;

export const registeredSchool = ({ batchId, line, ...row }: Row): RegisteredSchool =>
  ({
    ...present(row),
    source: { batchId: batchId as number, line: line as number, asOf: 'register' },
  }) as unknown as RegisteredSchool;

/** Columns of `school_absence` as `absenceRow` takes them. */
export const absenceColumns = `academic_year as "academicYear", urn, phase, la_code as "laCode", laestab, enrolments::float8,
  possible_sessions::float8 as "possibleSessions", absence_sessions::float8 as "absenceSessions",
  absence_percent::float8 as "absencePercent", authorised_percent::float8 as "authorisedPercent",
  unauthorised_percent::float8 as "unauthorisedPercent", persistent_absence_percent::float8 as "persistentAbsencePercent",
  severe_absence_percent::float8 as "severeAbsencePercent", marks, batch_id::int as "batchId", line`;

export const absenceRow = ({ batchId, line, ...row }: Row): AbsenceRow =>
  ({
    ...present(row),
    source: { batchId: batchId as number, line: line as number, asOf: row['academicYear'] as string },
  }) as unknown as AbsenceRow;

/** Columns of `current_school_context` as `contextRow` takes them. */
export const contextColumns = `urn, free_meals_percent::float8 as "freeMealsPercent",
  free_meals_ever_six_percent::float8 as "freeMealsEverSixPercent",
  education_health_care_plan_percent::float8 as "educationHealthCarePlanPercent",
  special_needs_support_percent::float8 as "specialNeedsSupportPercent",
  english_additional_language_percent::float8 as "englishAdditionalLanguagePercent", idaci::float8 as "deprivationIndex",
  polar4_quintile::float8 as "polar4Quintile", stability_percent::float8 as "stabilityPercent", roll::float8`;

export const contextRow = ({ urn, ...measures }: Row): readonly [string, SchoolContext] => [
  urn as string,
  present(measures),
];
