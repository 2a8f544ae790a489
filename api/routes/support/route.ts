import { kindsOf } from '../../../domain/process/decision-table.js';
import { supportDecisions } from '../../../domain/support/decisions/index.js';
import { supportId } from '../../../contracts/workflow-ids.js';
import { type Action } from '../../../domain/process/access-policy.js';
import { type OverdueMilestone, type SupportStage } from '../../../domain/support/support-view.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { notFound } from '../../problems.js';
import { findSupport, type SupportRow } from '../../../database/hubs-and-support/support.js';
import { supportBodies } from '../decisions/other-bodies.js';
import { decisionRoutes } from '../decisions/route.js';
import { withNotice, withoutNulls } from '../shared/present.js';
import { answers, schoolParams } from '../shared/schemas.js';
import { supportSchema } from './schema.js';

const tags = ['support'];
const stateQuery = 'status';

/** A school's support: its page, and the decisions about it. */
export function supportRoutes(app: Api, context: ApiContext): void {
  const config = { action: 'read-support', place: 'school' } as const;
  const schema = { tags, summary: 'read a support', params: schoolParams, response: answers({ 200: supportSchema }) };
  app.get('/support/:academicYear/:urn', { config, schema }, async (request, reply) => {
    const { academicYear, urn } = request.params;
    const row = await findSupport(context.db, academicYear, urn);
    if (!row) throw notFound('support of this school');
    reply.header('etag', `"${row.version}"`);
    return withNotice(context.notice, { ...present(row), version: row.version });
  });

  decisionRoutes(app, context, {
    tag: 'support',
    url: '/support/:academicYear/:urn',
    params: schoolParams,
    bodies: supportBodies,
    place: 'school',
    actionOf,
    workflowId: ({ academicYear, urn }) => supportId(academicYear, urn),
    stateQuery,
    whyClosed: async ({ academicYear, urn }) => {
      const row = await findSupport(context.db, academicYear, urn);
      return row && `No decision is open for this support; it is ${row.stage}.`;
    },
  });
}

function actionOf(kind: string): Action {
  const action = kindsOf(supportDecisions).find((known) => known === kind);
  if (!action) throw new RangeError(`"${kind}" is not a decision about a support.`);
  return action;
}

const present = (row: SupportRow): Present => ({
  academicYear: row.academic_year,
  urn: row.urn,
  stage: row.stage,
  pathway: row.pathway,
  why: [...row.why],
  milestones: [...row.milestones],
  daysUsed: row.days_used,
  overdue: [...row.overdue],
  updatedAt: row.updated_at.toISOString(),
  ...withoutNulls({
    hubId: row.hub_id,
    waitingReason: row.waiting_reason,
    waitingSince: waitingSince(row),
    dueOn: row.due_on,
    outcome: row.outcome,
  }),
});

const withoutPlace: readonly string[] = ['finding-place', 'waiting'] satisfies readonly SupportStage[];

const waitingSince = ({ stage, waiting_since: since }: SupportRow): string | null =>
  withoutPlace.includes(stage) ? (since?.toISOString() ?? null) : null;

interface Present {
  academicYear: string;
  urn: string;
  stage: string;
  pathway: string;
  why: string[];
  milestones: unknown[];
  daysUsed: number;
  overdue: OverdueMilestone[];
  updatedAt: string;
  hubId?: string;
  waitingReason?: string;
  waitingSince?: string;
  dueOn?: string;
  outcome?: string;
}
