import { type Database } from '../database.js';
import { type BothRates } from '../../domain/school-year/both-rates.js';
import { type YearOutcomeKind } from '../../domain/monitoring/year-end.js';
import { type ConfirmedMonth } from '../../domain/monitoring/few-sessions.js';
import { type DateWindow } from '../../domain/shared/dates.js';
import { shiftYear, type AcademicYear } from '../../domain/shared/academic-year.js';
import { type AbsencePhase, type RegionCode } from '../../domain/shared/phase.js';

/** The record of a school whose year is over. */
export interface ClosedSchool {
  readonly urn: string;
  readonly phase: AbsencePhase;
  readonly regionCode: RegionCode;
  readonly laCode: string;
  readonly enrolments: number;
  readonly beforePercent: number | null;
  readonly yearBeforePercent: number | null;
  /** Of the parameters that its model was fitted with. */
  readonly baselineVersion: string | null;
  readonly nationBefore: number | null;
  readonly nationYearBefore: number | null;
  readonly expectedAttendancePercent: number | null;
  readonly deviationPoints: number | null;
  readonly floorAttendancePercent: number | null;
  readonly floorSetBy: string | null;
  readonly outcome: YearOutcomeKind | null;
  readonly rates: BothRates | null;
  readonly referralState: string | null;
  readonly hubId: string | null;
  readonly shocks: number;
  readonly daysSetAside: readonly DateWindow[];
  readonly confirmedMonths: readonly ConfirmedMonth[];
  readonly deprivationFifth: number | null;
  readonly specialNeedsFifth: number | null;
  readonly easting: number | null;
  readonly northing: number | null;
}

/** Every school of the year that was judged, in the order of its URN. */
export async function readClosedSchools(db: Database, academicYear: AcademicYear): Promise<readonly ClosedSchool[]> {
  const { rows } = await db.raw<{ rows: ClosedSchool[] }>(closedSchools, {
    academicYear,
    lastYear: shiftYear(academicYear, -1),
    yearBefore: shiftYear(academicYear, -2),
  });
  return rows;
}

const closedSchools = `
  with context as (
    select urn, ntile(5) over (order by coalesce(idaci, free_meals_percent) desc) as deprivation,
      ntile(5) over (order by coalesce(special_needs_support_percent, 0) + coalesce(education_health_care_plan_percent, 0)) as needs
    from (
      select distinct on (urn) * from current_school_context
      where academic_year < :academicYear and coalesce(idaci, free_meals_percent) is not null order by urn, academic_year desc
    ) newest
  ), shocks as (
    select split_part(workflow_id, '/', 3) as urn, count(*)::int as count from audit_log
    where version is not null and workflow_id like 'school-year/' || :academicYear || '/%' and kind in ('pauseForShock', 'grantShockRequest') and is_accepted group by 1
  )
  select view.urn, draft.input->>'absencePhase' as phase, draft.input->>'regionCode' as "regionCode",
    draft.input->>'laCode' as "laCode", coalesce((draft.input->>'enrolments')::int, 0) as enrolments,
    (draft.input#>>'{inputs,model,lastYearAbsencePercent}')::float8 as "beforePercent",
    (draft.input#>>'{inputs,model,yearBeforeAbsencePercent}')::float8 as "yearBeforePercent",
    model.model#>>'{parameters,version}' as "baselineVersion",
    (model.model#>>array['nationalRates', draft.input->>'absencePhase', :lastYear, 'absencePercent'])::float8 as "nationBefore",
    (model.model#>>array['nationalRates', draft.input->>'absencePhase', :yearBefore, 'absencePercent'])::float8 as "nationYearBefore",
    (report.facts#>>'{expectation,expectedAttendancePercent}')::float8 as "expectedAttendancePercent",
    (report.facts#>>'{expectation,standardDeviationPoints}')::float8 as "deviationPoints",
    view.floor_attendance_percent as "floorAttendancePercent", view.floor_set_by as "floorSetBy",
    view.outcome, view.rates, view.referral_state as "referralState", support.hub_id as "hubId",
    coalesce(shocks.count, 0) as shocks, view.days_set_aside as "daysSetAside", view.confirmed_months as "confirmedMonths", context.deprivation as "deprivationFifth", context.needs as "specialNeedsFifth",
    school.easting, school.northing
  from school_year_view view
  join draft_input draft on draft.academic_year = view.academic_year and draft.urn = view.urn
  join model_version model on model.version = draft.model_version
  left join report on report.academic_year = view.academic_year and report.urn = view.urn and report.report_version = view.report_version
  left join support_view support on support.academic_year = view.academic_year and support.urn = view.urn
  left join current_establishment school on school.urn = view.urn
  left join context on context.urn = view.urn
  left join shocks on shocks.urn = view.urn
  where view.academic_year = :academicYear and view.stage = 'closed' and view.outcome is not null and view.outcome <> 'superseded'
    and draft.input->>'absencePhase' is not null
  order by view.urn`;
