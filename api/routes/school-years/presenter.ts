import { type SchoolYearView } from '../../../domain/school-year/state.js';
import { type Actor } from '../../../domain/process/actor.js';
import { unitOf } from '../../../domain/school-year/challengeable-figures.js';
import { isOpenStage, type Sight } from '../../../domain/school-year/sight.js';
import { waitingRequest } from '../../../domain/monitoring/shock-request.js';
import { type AuditLogRow } from '../../../database/audit-log.js';
import {
  type ListedSchoolYear,
  type ReadSchoolYear,
  type SchoolYearRow,
} from '../../../database/school-years/school-years.js';
import { type MonthShown } from '../../../domain/monitoring/months-shown.js';
import { withoutNulls } from '../shared/present.js';
import { type MonthItem, type SaidShown, type SchoolYearItem, type ShocksShown } from './schema.js';

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
  ...saidOfStatus(status),
});

const saidOfStatus = (
  status: WorkflowStatus,
): Pick<
  SchoolYearRow,
  'challenge' | 'pending_override' | 'applied_override' | 'held_version' | 'corrections' | 'months'
> => ({
  challenge: status.challenge ?? null,
  pending_override: status.pendingOverride ?? null,
  applied_override: status.override ?? null,
  held_version: status.heldVersion ?? null,
  corrections: status.corrections ?? [],
  months: status.months ?? [],
});

/** What people said and what was returned, for those who may see the figures; a waiting override is the analysts’ alone. */
export const presentSaid = (row: SchoolYearRow, { seesFigures, seesDrafts }: Sight): SaidShown => ({
  ...(seesFigures && {
    ...withoutNulls({ challenge: row.challenge, override: row.applied_override }),
    corrections: row.corrections.map(({ figure, value, reason }) => ({
      figure,
      value,
      unit: unitOf(figure),
      reason,
    })),
    months: row.months.map(shownOf),
  }),
  ...(seesDrafts && withoutNulls({ pendingOverride: row.pending_override })),
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
export const presentLog = (log: readonly AuditLogRow[], actor: Actor, sight: Sight): readonly LogItem[] =>
  log
    .filter((row) => sight.seesDrafts || row.actor_id === actor.id || isOpenStage(stageAfter(row)))
    .map((row) => presentEntry(row, sight.seesFigures || row.actor_id === actor.id));

const stageAfter = ({ body }: AuditLogRow): string => (body as { readonly view?: SchoolYearView }).view?.stage ?? '';

/** What was sent and judged holds figures, so only those who see figures read it, and each person what they sent. */
const presentEntry = (row: AuditLogRow, seesFigures: boolean): LogItem => {
  const { reason, said, view } = row.body as LoggedBody;
  const newest = view?.months?.findLast(({ state }) => state !== undefined);
  return {
    version: row.version ?? 0,
    at: row.at.toISOString(),
    kind: reason === undefined ? row.kind : `${row.kind}: ${reason}`,
    ...withoutNulls({ actorId: row.actor_id, actorRole: row.actor_role, commandId: row.command_id }),
    isAccepted: row.is_accepted,
    note: row.note,
    ...(seesFigures && said !== undefined && { said }),
    ...(seesFigures && row.command_id === null && newest && { judgedOn: shownOf(newest) }),
  };
};

interface LoggedBody {
  readonly reason?: string;
  readonly said?: Readonly<Record<string, unknown>>;
  readonly view?: SchoolYearView;
}

const shownOf = ({ figures, ...month }: MonthShown): MonthItem => ({
  ...month,
  ...(figures && { figures: { ...figures } }),
});

interface LogItem {
  readonly version: number;
  readonly at: string;
  readonly kind: string;
  readonly actorId?: string;
  readonly actorRole?: string;
  readonly commandId?: string;
  readonly isAccepted: boolean;
  readonly note: string;
  /** The body of the decision, as the person sent it. */
  readonly said?: Readonly<Record<string, unknown>>;
  /** The newest month behind a change that no person made. */
  readonly judgedOn?: MonthItem;
}
