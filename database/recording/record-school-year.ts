import { type Knex } from 'knex';
import { schoolOfId } from '../../contracts/workflow-ids.js';
import { waitingRequest } from '../../domain/monitoring/shock-request.js';
import { type SchoolYearView } from '../../domain/school-year/state.js';
import { setLiveReport } from '../reports/reports.js';
import { requireModelRecord } from './issue-gate.js';
import { recordTransition, type RunRecord } from './record-transition.js';
import { writeView } from './write-view.js';

/** One transition of a school-year: audit row, read model, notices and the live report, in one database transaction. */
export async function recordSchoolYear(db: Knex, record: RunRecord<SchoolYearView>): Promise<void> {
  const { year, urn } = schoolOfId(record.workflowId);
  const school = { academic_year: year, urn };
  await recordTransition(db, record, async (trx) => {
    await writeView(trx, { table: 'school_year_view', key: school, columns: columnsOf(record) });
    if (record.isWithdrawn) await trx('live_report').where(school).delete();
    if (record.publishes === undefined) return;
    const report = { academicYear: year, urn, reportVersion: record.publishes };
    await requireModelRecord(trx, report);
    await setLiveReport(trx, report, new Date(record.atMilliseconds));
  });
}

const listed = (values: readonly unknown[] = []): string => JSON.stringify(values);

const columnsOf = ({
  workflowId,
  runId,
  version,
  atMilliseconds,
  view,
}: RunRecord<SchoolYearView>): Readonly<Record<string, unknown>> & { readonly version: number } => ({
  workflow_id: workflowId,
  run_id: runId,
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
  absence_rises: listed(view.absenceRises),
  month_warnings: listed(view.monthWarnings),
  confirmed_months: listed(view.confirmedMonths),
  shocks: listed(view.shocks),
  shock_requests: listed(view.shockRequests),
  awaits_shock_answer: waitingRequest(view.shockRequests) !== undefined,
  days_set_aside: listed(view.daysSetAside),
  rates: view.rates ? JSON.stringify(view.rates) : null,
  ...saidColumns(view),
  updated_at: new Date(atMilliseconds),
});

const jsonOrNull = (value: object | undefined): string | null => (value ? JSON.stringify(value) : null);

const saidColumns = (view: SchoolYearView): Readonly<Record<string, unknown>> => ({
  challenge: jsonOrNull(view.challenge),
  pending_override: jsonOrNull(view.pendingOverride),
  applied_override: jsonOrNull(view.override),
  held_version: view.heldVersion ?? null,
  corrections: JSON.stringify(view.corrections ?? []),
  months: JSON.stringify(view.months ?? []),
});
