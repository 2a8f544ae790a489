import { type FastifyRequest } from 'fastify';
import { type z } from 'zod';
import { type AcademicYear } from '../../../domain/shared/academic-year.js';
import { campaignId } from '../../../contracts/workflow-ids.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { currentActor } from '../../plugins/authorise.js';
import { ApiProblem } from '../../problems.js';
import {
  acceptProposal,
  fairnessAcceptance,
  fairnessProposals,
  proposeAcceptance,
  type ModelRecordRow,
} from '../../../database/model-records.js';
import { withNotice } from '../shared/present.js';
import { answers, yearParams } from '../shared/schemas.js';
import { presentRecord } from './present.js';
import { requireRecord } from './require-record.js';
import { opinionBody, recordSchema } from './schema.js';

type Answer = z.output<typeof recordSchema>;

/** Two people may let a campaign continue although its model breaks a fairness bound or repeats a lesson: one proposes with a reason, another accepts. */
export function acceptanceRoutes(app: Api, context: ApiContext): void {
  const schema = (summary: string): object => ({ tags: ['model records'], summary });
  const shape = { params: yearParams, body: opinionBody, response: answers({ 200: recordSchema }) };
  app.post(
    '/model-records/:academicYear/fairness/proposals',
    {
      config: { action: 'propose-fairness-acceptance' },
      schema: {
        ...schema('propose that a record be accepted although it breaks fairness bounds or repeats lessons'),
        ...shape,
      },
    },
    async (request) => propose(context, request, request.params.academicYear, request.body),
  );
  app.post(
    '/model-records/:academicYear/fairness/acceptances',
    {
      config: { action: 'accept-fairness' },
      schema: {
        ...schema('accept that a record breaks fairness bounds or repeats lessons, as a second person'),
        ...shape,
      },
    },
    async (request) => accept(context, request, request.params.academicYear, request.body),
  );
}

type Body = z.output<typeof opinionBody>;

async function propose(context: ApiContext, request: FastifyRequest, year: AcademicYear, body: Body): Promise<Answer> {
  const { id: by } = currentActor(request);
  const row = await heldRecord(context, year, body.recordId);
  await proposeAcceptance(context.db, { ...body, by, at: new Date() });
  await recorded(context, request, year, { kind: 'proposeFairnessAcceptance', body });
  return shown(context, row);
}

async function accept(context: ApiContext, request: FastifyRequest, year: AcademicYear, body: Body): Promise<Answer> {
  const { id: by } = currentActor(request);
  const row = await heldRecord(context, year, body.recordId);
  const proposals = await fairnessProposals(context.db, row.id);
  if (proposals.length === 0)
    throw new ApiProblem(
      'NothingPending',
      'Nobody has proposed to accept this record. Propose it first, with a reason.',
    );
  const proposal = proposals.find((one) => one.proposed_by !== by);
  if (!proposal)
    throw new ApiProblem('SecondPersonNeeded', 'You proposed this yourself. Another senior analyst must accept it.');
  await acceptProposal(context.db, proposal, { ...body, by, at: new Date() });
  await recorded(context, request, year, { kind: 'acceptFairness', body });
  return shown(context, row);
}

/** @throws ApiProblem StaleVersion, NothingPending */
async function heldRecord({ db }: ApiContext, year: AcademicYear, recordId: string): Promise<ModelRecordRow> {
  const row = await requireRecord(db, year);
  if (row.id !== recordId)
    throw new ApiProblem('StaleVersion', 'The year has a newer model record. Read it and decide on that one.');
  if (row.is_within_bounds && !row.repeats_lesson)
    throw new ApiProblem(
      'NothingPending',
      'This record breaks no fairness bound and repeats no lesson, so there is nothing to accept.',
    );
  return row;
}

const recorded = (
  { audit }: ApiContext,
  request: FastifyRequest,
  year: AcademicYear,
  { kind, body }: { readonly kind: string; readonly body: Body },
): Promise<void> =>
  audit.record({
    workflowId: campaignId(year),
    actor: currentActor(request),
    kind,
    isAccepted: true,
    note: body.reason,
    body: { recordId: body.recordId },
  });

async function shown({ db, notice }: ApiContext, row: ModelRecordRow): Promise<Answer> {
  const [proposals, acceptance] = await Promise.all([fairnessProposals(db, row.id), fairnessAcceptance(db, row.id)]);
  return withNotice(notice, presentRecord(row, proposals, acceptance));
}
