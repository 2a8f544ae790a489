import { type Actor } from '../../../domain/process/actor.js';
import { idReused } from '../../../domain/process/command-content.js';
import { type Refusal } from '../../../domain/process/command.js';
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
import { acceptedCommand } from '../../../database/audit-log.js';
import { consentOf, findNaming, writeAnswer } from '../../../database/naming/naming.js';
import { type SchoolOfYear } from '../../../database/school-years/school-of-year.js';
import { commandDigest } from '../../engine/command-digest.js';
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
      const actor = currentActor(request);
      const digest = commandDigest({ kind, actor, body });
      const given = { kind, commandId, expectedVersion, contact, actor, digest };
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
  /** Of what the command says: the log holds it in place of the contact, which is a person's. */
  readonly digest: string;
}

/** Writes the answer with its row of the audit log, once. From then on no report is read that names a school which has said no. */
async function answer({ db, audit }: ApiContext, school: SchoolOfYear, given: Given): Promise<void> {
  const { kind, commandId, expectedVersion: version, contact, actor, digest } = given;
  const workflowId = namingId(school.academicYear, school.urn);
  const deed = { workflowId, actor, kind, commandId };
  const refuseWith = async ({ code, message }: Refusal): Promise<ApiProblem> => {
    await audit.record({ ...deed, isAccepted: false, note: message, body: { code } });
    return new ApiProblem(code, message);
  };
  const isTaken = async (): Promise<boolean> => {
    const before = await acceptedCommand(db, workflowId, commandId);
    if (before && (before.body as { readonly digest?: string }).digest !== digest) throw await refuseWith(idReused);
    return before !== undefined;
  };
  if (await isTaken()) return;
  const row = await findNaming(db, school);
  if (!row) throw notFound('question to this school whether it may be named');
  const refusal = namingRefusal(consentOf(row), given, Date.now());
  if (refusal) throw await refuseWith(refusal);
  const isNew = await audit.recordIf({ ...deed, isAccepted: true, note: notes[kind], body: { digest } }, (trx, at) =>
    writeAnswer(trx, { ...school, version, answer: answerOf[kind], at, contact }),
  );
  if (!isNew && !(await isTaken()))
    throw new ApiProblem('StaleVersion', 'The answer has changed since you read it. Read it again and decide on it.');
}

const notes: Readonly<Record<NamingDecisionKind, string>> = {
  agreeToBeNamed: 'The school agrees to be named as an example.',
  declineToBeNamed: 'The school does not agree to be named, or no longer.',
};
