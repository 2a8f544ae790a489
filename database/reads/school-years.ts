import { type Knex } from 'knex';
import { type HoldReason } from '../../domain/school-year/messages/facts.js';
import { type ShockExemption } from '../../domain/monitoring/exemption.js';
import { type ShockRequest } from '../../domain/monitoring/shock-request.js';
import { type BothRates } from '../../domain/school-year/both-rates.js';

export interface SchoolYearRow {
  readonly academic_year: string;
  readonly urn: string;
  readonly workflow_id: string | null;
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
  readonly rates: BothRates | null;
  readonly shocks: readonly ShockExemption[];
  readonly shock_requests: readonly ShockRequest[];
  readonly awaits_shock_answer: boolean;
  readonly name: string;
  readonly la_code: string;
  readonly la_name: string;
  readonly region_code: string;
  readonly phase: string;
  readonly updated_at: Date;
  /** Lists alone tell it; an address of a suspended school answers nothing. */
  readonly is_suspended?: boolean;
}

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
  db: Knex,
  academicYear: string,
  filter: SchoolYearFilter,
  page: { readonly afterUrn: string; readonly limit: number },
): Promise<SchoolYearRow[]> {
  const query = db('school_year_view as v')
    .leftJoin('suspended_school_year as s', (join) =>
      join.on('s.academic_year', 'v.academic_year').andOn('s.urn', 'v.urn'),
    )
    .where({ 'v.academic_year': academicYear })
    .andWhere('v.urn', '>', page.afterUrn);
  for (const [name, column] of Object.entries(columnOf)) {
    const wanted = filter[name as keyof SchoolYearFilter];
    if (wanted !== undefined) query.andWhere(`v.${column}`, wanted);
    if (wanted !== undefined && tellsStanding(name)) query.whereNull('s.urn');
  }
  return query
    .orderBy('v.urn')
    .limit(page.limit + 1)
    .select<SchoolYearRow[]>('v.*', db.raw('s.urn is not null as is_suspended'));
}

/** A filter by how a school stands would tell it of a suspended one. */
const tellsStanding = (name: string): boolean => name !== 'regionCode' && name !== 'laCode';

export const findSchoolYear = (db: Knex, academicYear: string, urn: string): Promise<SchoolYearRow | undefined> =>
  db('school_year_view')
    .where({ academic_year: academicYear, urn })
    .first<SchoolYearRow | undefined>('*')
    .then((row) => row);

export interface Count {
  readonly name: string;
  readonly schools: number;
}

/** How many school-years stand in each stage, and how many have each outcome. */
export async function countSchoolYears(
  db: Knex,
  academicYear: string,
): Promise<{ readonly byStage: Tally; readonly byOutcome: Tally }> {
  const [byStage, byOutcome] = await Promise.all([
    tally(db, academicYear, 'stage'),
    tally(db, academicYear, 'outcome'),
  ]);
  return { byStage, byOutcome };
}

export type Tally = Readonly<Record<string, number>>;

async function tally(db: Knex, academicYear: string, column: 'stage' | 'outcome'): Promise<Tally> {
  const rows = await db('school_year_view')
    .where({ academic_year: academicYear })
    .whereNotNull(column)
    .groupBy(column)
    .orderBy(column)
    .select<Count[]>({ name: column }, db.raw('count(*)::int as schools'));
  return Object.fromEntries(rows.map(({ name, schools }) => [name, schools]));
}
