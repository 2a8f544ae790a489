import { type Actor } from '../../../domain/process/actor.js';
import { namingChangeId, namingId } from '../../../contracts/workflow-ids.js';
import {
  answerOf,
  namingDecisionKinds,
  namingRefusal,
  type NamingDecisionKind,
} from '../../../domain/naming/consent.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { currentActor } from '../../plugins/authorise.js';
import { ApiProblem, notFound } from '../../problems.js';
import { isCommandAccepted } from '../../../database/audit-log.js';
import { consentOf, findNaming, writeAnswer } from '../../../database/naming/naming.js';
import { type SchoolOfYear } from '../../../database/school-years/school-of-year.js';
import { commandSchema, receiptSchema } from '../decisions/command-schema.js';
import { answers, schoolParams } from '../shared/schemas.js';
import { namingBodies } from './schema.js';

/** A school answers, or withdraws its answer. Also open while a recall holds the school, because a no must never have to wait. */
export function namingDecisionRoutes(app: Api, context: ApiContext): void {
  for (const kind of namingDecisionKinds) {
    const config = { action: kind, place: 'school', isOpenWhileSuspended: true } as const;
    const schema = {
      tags: ['naming'],
      summary: kind,
      params: schoolParams,
      body: commandSchema(namingBodies[kind]),
      response: answers({ 200: receiptSchema }),
    };
    app.post(`/naming/:academicYear/:urn/decisions/${kind}`, { config, schema }, async (request) => {
      const { commandId, expectedVersion, body } = request.body;
      const contact = 'contact' in body ? body.contact : undefined;
      const given = { kind, commandId, expectedVersion, contact, actor: currentActor(request) };
      await answer(context, request.params, given);
      // A workflow delivers the answer, so that it reaches the reports even if this process ends; sent again, it is started only once.
      await context.gateway.startNaming(namingChangeId(request.params, commandId), request.params);
      const row = await findNaming(context.db, request.params);
      return { version: row?.version ?? 0, stage: row?.answer ?? 'asked' };
    });
  }
}

interface Given {
  readonly kind: NamingDecisionKind;
  readonly commandId: string;
  readonly expectedVersion: number;
  readonly contact: string | undefined;
  readonly actor: Actor;
}

/** Writes the answer with its row of the audit log, once. From then on no report is read that names a school which has said no. */
async function answer({ db, audit }: ApiContext, school: SchoolOfYear, given: Given): Promise<void> {
  const { kind, commandId, expectedVersion: version, contact, actor } = given;
  const workflowId = namingId(school.academicYear, school.urn);
  if (await isCommandAccepted(db, workflowId, commandId)) return;
  const row = await findNaming(db, school);
  if (!row) throw notFound('question to this school whether it may be named');
  const deed = { workflowId, actor, kind, commandId };
  const refusal = namingRefusal(consentOf(row), given, Date.now());
  if (refusal) {
    await audit.record({ ...deed, isAccepted: false, note: refusal.message, body: { code: refusal.code } });
    throw new ApiProblem(refusal.code, refusal.message);
  }
  const isNew = await audit.recordIf({ ...deed, isAccepted: true, note: notes[kind] }, (trx, at) =>
    writeAnswer(trx, { ...school, version, answer: answerOf[kind], at, contact }),
  );
  if (!isNew && !(await isCommandAccepted(db, workflowId, commandId)))
    throw new ApiProblem('StaleVersion', 'The answer has changed since you read it. Read it again and decide on it.');
}

const notes: Readonly<Record<NamingDecisionKind, string>> = {
  agreeToBeNamed: 'The school agrees to be named as an example.',
  declineToBeNamed: 'The school does not agree to be named, or no longer.',
};
