import { type Knex } from 'knex';
import { type TransitionRecord } from '../../contracts/transition-record.js';
import { schoolOfId } from '../../contracts/workflow-ids.js';
import { type SchoolYearView } from '../../domain/school-year/state.js';
import { requireModelRecord } from '../registry/issue-gate.js';
import { recordTransition } from './record-transition.js';

/** One transition of a school-year: audit row, read model, notices and the live report, in one database transaction. */
export async function recordSchoolYear(db: Knex, record: TransitionRecord<SchoolYearView>): Promise<void> {
  const { year, urn } = schoolOfId(record.workflowId);
  await recordTransition(db, record, async (trx) => {
    await trx('school_year_view')
      .insert({ academic_year: year, urn, ...columnsOf(record) })
      .onConflict(['academic_year', 'urn'])
      .merge(Object.keys(columnsOf(record)))
      .where('school_year_view.version', '<', record.version);
    if (record.isWithdrawn) await trx('live_report').where({ academic_year: year, urn }).delete();
    if (record.publishes === undefined) return;
    await requireModelRecord(trx, { academicYear: year, urn, reportVersion: record.publishes });
    await trx('live_report')
      .insert({
        academic_year: year,
        urn,
        report_version: record.publishes,
        published_at: new Date(record.atMilliseconds),
      })
      .onConflict(['academic_year', 'urn'])
      .merge();
  });
}

const columnsOf = ({
  workflowId,
  version,
  atMilliseconds,
  view,
}: TransitionRecord<SchoolYearView>): Readonly<Record<string, unknown>> => ({
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
  rates: view.rates ? JSON.stringify(view.rates) : null,
  updated_at: new Date(atMilliseconds),
});
