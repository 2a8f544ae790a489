import { type MonthWarning } from '../../domain/monitoring/fallen-counts.js';
import { type ConfirmedMonth } from '../../domain/monitoring/few-sessions.js';
import { type Knex } from 'knex';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { type PreparedDraft } from '../../domain/drafting/prepared-draft.js';
import { type SchoolInArea } from '../../domain/monitoring/area-shock.js';
import { type MonthShown } from '../../domain/monitoring/months-shown.js';
import { type ChallengeShown, type Correction, type Override } from '../../domain/school-year/state.js';
import { type DateWindow } from '../../domain/shared/dates.js';
import { type Database, type Table, type Transaction } from '../database.js';
import { type SchoolOfYear } from './school-of-year.js';
import { type HoldReason } from '../../domain/school-year/messages/facts.js';
import { type ShockExemption } from '../../domain/monitoring/exemption.js';
import { type ShockRequest } from '../../domain/monitoring/shock-request.js';
import { type BothRates } from '../../domain/school-year/both-rates.js';

export interface SchoolYearRow {
  readonly academic_year: string;
  readonly urn: string;
  readonly workflow_id: string | null;
  readonly run_id: string | null;
  readonly version: number;
  readonly stage: string;
  readonly status: string;
  readonly is_paused: boolean;
  readonly reasons: readonly HoldReason[];
  readonly report_version: number | null;
  readonly floor_attendance_percent: number | null;
  readonly floor_set_by: string | null;
  readonly improvement_points: number | null;
  readonly is_waiting_for_second_person: boolean;
  readonly referral_state: string | null;
  readonly pathway: string | null;
  readonly outcome: string | null;
  readonly rung: string | null;
  readonly absence_rises: readonly string[];
  readonly month_warnings: readonly MonthWarning[];
  readonly confirmed_months: readonly ConfirmedMonth[];
  readonly rates: BothRates | null;
  readonly shocks: readonly ShockExemption[];
  readonly shock_requests: readonly ShockRequest[];
  readonly awaits_shock_answer: boolean;
  readonly days_set_aside: readonly DateWindow[];
  readonly challenge: ChallengeShown | null;
  readonly pending_override: Override | null;
  readonly applied_override: Override | null;
  readonly held_version: number | null;
  readonly corrections: readonly Correction[];
  readonly months: readonly MonthShown[];
  readonly name: string;
  readonly la_code: string;
  readonly la_name: string;
  readonly region_code: string;
  readonly phase: string;
  readonly updated_at: Date;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    school_year_view: Table<
      SchoolYearRow,
      | 'reasons'
      | 'absence_rises'
      | 'month_warnings'
      | 'confirmed_months'
      | 'rates'
      | 'shocks'
      | 'shock_requests'
      | 'days_set_aside'
      | 'challenge'
      | 'pending_override'
      | 'applied_override'
      | 'corrections'
      | 'months',
      | 'is_paused'
      | 'reasons'
      | 'is_waiting_for_second_person'
      | 'absence_rises'
      | 'month_warnings'
      | 'confirmed_months'
      | 'shocks'
      | 'shock_requests'
      | 'awaits_shock_answer'
      | 'days_set_aside'
      | 'corrections'
      | 'months'
      | 'name'
      | 'la_code'
      | 'la_name'
      | 'region_code'
      | 'phase'
    >;
  }
}

/** A school-year as it is read, with the report version that is issued. */
export interface ReadSchoolYear extends SchoolYearRow {
  readonly live_version: number | null;
}

/** A row of a list, which also shows that a school is suspended; an address of a suspended school answers nothing. */
export interface ListedSchoolYear extends ReadSchoolYear {
  readonly is_suspended: boolean;
}

const withLive = (db: Database, academicYear: string): Knex.QueryBuilder =>
  db('school_year_view as v')
    .leftJoin('live_report as live', (join) =>
      join.on('live.academic_year', 'v.academic_year').andOn('live.urn', 'v.urn'),
    )
    .where({ 'v.academic_year': academicYear });

const liveVersion = 'live.report_version as live_version';

export interface SchoolYearFilter {
  readonly stage?: string;
  readonly status?: string;
  readonly outcome?: string;
  readonly awaitsShockAnswer?: boolean;
  readonly regionCode?: string;
  readonly laCode?: string;
}

const columnOf: Readonly<Record<keyof SchoolYearFilter, string>> = {
  stage: 'stage',
  status: 'status',
  outcome: 'outcome',
  awaitsShockAnswer: 'awaits_shock_answer',
  regionCode: 'region_code',
  laCode: 'la_code',
};

/** School-years after a URN, in the order of their URNs; one more than `limit`, so that the caller sees whether there are more. */
export async function listSchoolYears(
  db: Database,
  academicYear: string,
  filter: SchoolYearFilter,
  page: { readonly afterUrn: string; readonly limit: number },
): Promise<ListedSchoolYear[]> {
  const query = withLive(db, academicYear)
    .leftJoin('suspended_school_year as s', (join) =>
      join.on('s.academic_year', 'v.academic_year').andOn('s.urn', 'v.urn'),
    )
    .andWhere('v.urn', '>', page.afterUrn);
  for (const [name, column] of Object.entries(columnOf)) {
    const wanted = filter[name as keyof SchoolYearFilter];
    if (wanted !== undefined) query.andWhere(`v.${column}`, wanted);
    if (wanted !== undefined && revealsStanding(name)) query.whereNull('s.urn');
  }
  return query
    .orderBy('v.urn')
    .limit(page.limit + 1)
    .select<ListedSchoolYear[]>('v.*', liveVersion, db.raw('s.urn is not null as is_suspended'));
}

/** A filter by stage or status would reveal those of a suspended school. */
const revealsStanding = (name: string): boolean => name !== 'regionCode' && name !== 'laCode';

export const findSchoolYear = (db: Database, academicYear: string, urn: string): Promise<ReadSchoolYear | undefined> =>
  withLive(db, academicYear)
    .where({ 'v.urn': urn })
    .first<ReadSchoolYear | undefined>('v.*', liveVersion)
    .then((row) => row);

/** The row of a school of the year; undefined for one that is not in the read model. */
export const schoolRegion = async (db: Database, academicYear: string, urn: string): Promise<string | undefined> => {
  const row = await db('school_year_view').where({ academic_year: academicYear, urn }).first('region_code');
  return row?.region_code;
};

/** Puts prepared schools into the read model, before any workflow of theirs; a school that is there stays as it is. */
export async function insertPrepared(
  trx: Transaction,
  academicYear: string,
  drafts: readonly PreparedDraft[],
): Promise<void> {
  await trx('school_year_view')
    .insert(
      drafts.map(({ urn, name, laCode, laName, regionCode, phase, scope }) => ({
        academic_year: academicYear,
        urn,
        version: 0,
        stage: scope.kind === 'out-of-scope' ? 'out-of-scope' : 'drafting',
        status: 'not-enough-data',
        reasons: JSON.stringify(
          scope.kind === 'out-of-scope' ? [{ gate: scope.reason.code, reason: scope.reason.sentence }] : [],
        ),
        name,
        la_code: laCode,
        la_name: laName,
        region_code: regionCode,
        phase,
        updated_at: new Date(),
      })),
    )
    .onConflict(['academic_year', 'urn'])
    .ignore();
}

/** Notes that a school's workflow has been started. */
export async function noteWorkflow(db: Database, { academicYear, urn }: SchoolOfYear): Promise<void> {
  await db('school_year_view')
    .where({ academic_year: academicYear, urn })
    .update({ workflow_id: schoolYearId(academicYear, urn) });
}

/** Schools that are monitored, with where each belongs, in the order of the URNs. */
export const monitoredSchools = (db: Database, academicYear: string): Promise<SchoolInArea[]> =>
  db('school_year_view as view')
    .join('draft_input as draft', (join) => {
      join.on('draft.urn', 'view.urn').andOn('draft.academic_year', 'view.academic_year');
    })
    .where({ 'view.academic_year': academicYear, 'view.stage': 'monitoring' })
    .whereRaw(`draft.input->>'absencePhase' is not null`)
    .orderBy('view.urn')
    .select<SchoolInArea[]>(
      'view.urn',
      db.raw(`draft.input->>'laCode' as "laCode"`),
      db.raw(`draft.input->>'regionCode' as "regionCode"`),
      db.raw(`draft.input->>'absencePhase' as phase`),
    )
    .then((rows) => rows);

export interface Count {
  readonly name: string;
  readonly schools: number;
}

/** How many school-years are in each stage, and how many have each outcome. */
export async function countSchoolYears(
  db: Database,
  academicYear: string,
): Promise<{ readonly byStage: Tally; readonly byOutcome: Tally }> {
  const [byStage, byOutcome] = await Promise.all([
    tally(db, academicYear, 'stage'),
    tally(db, academicYear, 'outcome'),
  ]);
  return { byStage, byOutcome };
}

export type Tally = Readonly<Record<string, number>>;

async function tally(db: Database, academicYear: string, column: 'stage' | 'outcome'): Promise<Tally> {
  const rows = await db('school_year_view')
    .where({ academic_year: academicYear })
    .whereNotNull(column)
    .groupBy(column)
    .orderBy(column)
    .select<Count[]>({ name: column }, db.raw('count(*)::int as schools'));
  return Object.fromEntries(rows.map(({ name, schools }) => [name, schools]));
}

interface ReasonCount {
  readonly stage: string;
  readonly gate: string;
  readonly schools: number;
}

/** Why schools are not with an analyst, by stage and gate, the most frequent first. */
export async function countReasons(db: Database, academicYear: string): Promise<readonly ReasonCount[]> {
  const { rows } = await db.raw<{ rows: ReasonCount[] }>(
    `select stage, reason->>'gate' as gate, count(*)::int as schools
     from school_year_view, jsonb_array_elements(reasons) reason
     where academic_year = ? and stage in ('quarantined', 'withheld', 'out-of-scope') group by 1, 2 order by 1, 3 desc`,
    [academicYear],
  );
  return rows;
}
