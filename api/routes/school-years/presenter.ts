import { type SchoolYearView } from '../../../domain/school-year/state.js';
import { type Actor } from '../../../domain/process/actor.js';
import { isOpenStage, type Sight } from '../../../domain/school-year/sight.js';
import { waitingRequest } from '../../../domain/monitoring/shock-request.js';
import { type AuditLogRow } from '../../../database/audit-log.js';
import {
  type ListedSchoolYear,
  type ReadSchoolYear,
  type SchoolYearRow,
} from '../../../database/school-years/school-years.js';
import { withoutNulls } from '../shared/present.js';
import { type SchoolYearItem, type ShocksShown } from './schema.js';

/** The school-year as its workflow has it. */
export interface WorkflowStatus extends SchoolYearView {
  readonly version: number;
  readonly deadlines: Readonly<Record<string, number>>;
}

/** A row for a list; with figures and reasons only for those who see them. */
export function presentRow(row: ReadSchoolYear | ListedSchoolYear, { seesFigures }: Sight): SchoolYearItem {
  if ('is_suspended' in row && row.is_suspended) return presentSuspended(row);
  const figures = {
    floorAttendancePercent: row.floor_attendance_percent,
    floorSetBy: row.floor_set_by,
    improvementPoints: row.improvement_points,
    rung: row.rung,
    rates: row.rates,
  };
  return {
    academicYear: row.academic_year,
    urn: row.urn,
    name: row.name,
    laCode: row.la_code,
    laName: row.la_name,
    regionCode: row.region_code,
    phase: row.phase,
    version: row.version,
    stage: row.stage,
    status: row.status,
    isPaused: row.is_paused,
    isWaitingForSecondPerson: row.is_waiting_for_second_person,
    awaitsShockAnswer: row.awaits_shock_answer,
    updatedAt: row.updated_at.toISOString(),
    ...withoutNulls({
      reportVersion: row.report_version,
      referralState: row.referral_state,
      pathway: row.pathway,
      outcome: row.outcome,
    }),
    ...(seesFigures && {
      reasons: [...row.reasons],
      absenceRises: [...row.absence_rises],
      monthWarnings: [...row.month_warnings],
      ...withoutNulls(figures),
    }),
  };
}

/** Suspended: identity only. */
const presentSuspended = (row: SchoolYearRow): SchoolYearItem => ({
  academicYear: row.academic_year,
  urn: row.urn,
  name: row.name,
  laCode: row.la_code,
  laName: row.la_name,
  regionCode: row.region_code,
  phase: row.phase,
  version: row.version,
  stage: 'suspended',
  status: 'suspended',
  isPaused: false,
  isWaitingForSecondPerson: false,
  awaitsShockAnswer: false,
  updatedAt: row.updated_at.toISOString(),
});

/** The row with the workflow's present state in place of the last recorded one. */
export const rowOfStatus = (row: ReadSchoolYear, status: WorkflowStatus): ReadSchoolYear => ({
  ...row,
  version: status.version,
  stage: status.stage,
  status: status.status,
  is_paused: status.isPaused,
  reasons: status.reasons,
  report_version: status.reportVersion ?? null,
  floor_attendance_percent: status.floorAttendancePercent ?? null,
  floor_set_by: status.floorSetBy ?? null,
  improvement_points: status.improvementPoints ?? null,
  is_waiting_for_second_person: status.isWaitingForSecondPerson,
  referral_state: status.referralState ?? null,
  pathway: status.pathway ?? null,
  outcome: status.outcome ?? null,
  rung: status.rung ?? null,
  absence_rises: status.absenceRises ?? [],
  month_warnings: status.monthWarnings ?? [],
  confirmed_months: status.confirmedMonths ?? [],
  rates: status.rates ?? null,
  shocks: status.shocks ?? [],
  shock_requests: status.shockRequests ?? [],
  awaits_shock_answer: waitingRequest(status.shockRequests) !== undefined,
});

/** Who asked for which days to be set aside, on what evidence, and who decided. */
export const presentShocks = ({ shocks, shock_requests: requests }: SchoolYearRow): ShocksShown => ({
  shocks: shocks.map(({ openedAtMilliseconds, ...shock }) => ({ ...shock, openedAt: instant(openedAtMilliseconds) })),
  shockRequests: requests.map(({ requestedAtMilliseconds, ...request }) => ({
    ...request,
    requestedAt: instant(requestedAtMilliseconds),
  })),
});

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

export const presentDeadlines = (deadlines: WorkflowStatus['deadlines']): Record<string, string> =>
  Object.fromEntries(Object.entries(deadlines).map(([name, at]) => [name, new Date(at).toISOString()]));

/** What was decided, for somebody who sees no drafts only from when a report was in the school’s hands, and what this person did. */
export const presentLog = (log: readonly AuditLogRow[], actor: Actor, { seesDrafts }: Sight): readonly LogItem[] =>
  log
    .filter((row) => seesDrafts || row.actor_id === actor.id || isOpenStage(stageAfter(row)))
    .map((row) => presentEntry(row));

const stageAfter = ({ body }: AuditLogRow): string => (body as { readonly view?: SchoolYearView }).view?.stage ?? '';

const presentEntry = (row: AuditLogRow): LogItem => {
  const { reason } = row.body as { readonly reason?: string };
  return {
    version: row.version ?? 0,
    at: row.at.toISOString(),
    kind: reason === undefined ? row.kind : `${row.kind}: ${reason}`,
    ...withoutNulls({ actorId: row.actor_id, actorRole: row.actor_role, commandId: row.command_id }),
    isAccepted: row.is_accepted,
    note: row.note,
  };
};

interface LogItem {
  readonly version: number;
  readonly at: string;
  readonly kind: string;
  readonly actorId?: string;
  readonly actorRole?: string;
  readonly commandId?: string;
  readonly isAccepted: boolean;
  readonly note: string;
}
