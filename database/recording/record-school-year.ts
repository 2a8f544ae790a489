import { type Knex } from 'knex';
import { type RecordInTask } from '../../domain/process/transition-record.js';
import { schoolOfId } from '../../contracts/workflow-ids.js';
import { waitingRequest } from '../../domain/monitoring/shock-request.js';
import { type SchoolYearView } from '../../domain/school-year/state.js';
import { requireModelRecord } from './issue-gate.js';
import { recordTransition } from './record-transition.js';
import { type Superseded } from './standing.js';
import { type TransitionBody } from './transition-body.js';
import { writeView } from './write-view.js';

/** One transition of a school-year: audit row, read model, notices and the live report, in one database transaction. */
export async function recordSchoolYear(db: Knex, record: RecordInTask<SchoolYearView>): Promise<void> {
  const { year, urn } = schoolOfId(record.workflowId);
  const school = { academic_year: year, urn };
  await recordTransition(db, record, {
    prepare: async (trx, superseded) => {
      await restoreLive(trx, school, superseded);
      return record.publishes === undefined && !record.isWithdrawn ? {} : { liveBefore: await liveIn(trx, school) };
    },
    write: async (trx, isSuperseding) => {
      await writeView(trx, { table: 'school_year_view', key: school, columns: columnsOf(record) }, isSuperseding);
      if (record.isWithdrawn) await setLive(trx, school, null, record.atMilliseconds);
      if (record.publishes === undefined) return;
      await requireModelRecord(trx, { academicYear: year, urn, reportVersion: record.publishes });
      await setLive(trx, school, record.publishes, record.atMilliseconds);
    },
  });
}

interface School {
  readonly academic_year: string;
  readonly urn: string;
}

/** What was live before the first of the transitions that do not hold is live again. */
async function restoreLive(trx: Knex.Transaction, school: School, superseded: Superseded): Promise<void> {
  const changed: TransitionBody | undefined = superseded.find(({ body }) => body.liveBefore !== undefined)?.body;
  if (changed?.liveBefore !== undefined) await setLive(trx, school, changed.liveBefore, Date.now());
}

async function liveIn(trx: Knex.Transaction, school: School): Promise<number | null> {
  const row = await trx('live_report')
    .where(school)
    .first<{ readonly report_version: number } | undefined>('report_version');
  return row?.report_version ?? null;
}

async function setLive(
  trx: Knex.Transaction,
  school: School,
  reportVersion: number | null,
  atMilliseconds: number,
): Promise<void> {
  if (reportVersion === null) {
    await trx('live_report').where(school).delete();
    return;
  }
  await trx('live_report')
    .insert({ ...school, report_version: reportVersion, published_at: new Date(atMilliseconds) })
    .onConflict(['academic_year', 'urn'])
    .merge();
}

const columnsOf = ({
  workflowId,
  version,
  atMilliseconds,
  view,
}: RecordInTask<SchoolYearView>): Readonly<Record<string, unknown>> & { readonly version: number } => ({
  workflow_id: workflowId,
  version,
  stage: view.stage,
  status: view.status,
  is_paused: view.isPaused,
  reasons: JSON.stringify(view.reasons),
  report_version: view.reportVersion ?? null,
  floor_attendance_percent: view.floorAttendancePercent ?? null,
  floor_set_by: view.floorSetBy ?? null,
  improvement_points: view.improvementPoints ?? null,
  is_waiting_for_second_person: view.isWaitingForSecondPerson,
  referral_state: view.referralState ?? null,
  pathway: view.pathway ?? null,
  outcome: view.outcome ?? null,
  rung: view.rung ?? null,
  absence_rises: JSON.stringify(view.absenceRises ?? []),
  shocks: JSON.stringify(view.shocks ?? []),
  shock_requests: JSON.stringify(view.shockRequests ?? []),
  awaits_shock_answer: waitingRequest(view.shockRequests) !== undefined,
  days_set_aside: JSON.stringify(view.daysSetAside ?? []),
  rates: view.rates ? JSON.stringify(view.rates) : null,
  updated_at: new Date(atMilliseconds),
});
