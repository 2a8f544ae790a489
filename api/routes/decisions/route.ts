import { type z } from 'zod';
import { type Actor } from '../../../domain/process/actor.js';
import { type Command } from '../../../domain/process/command.js';
import { idReused, isSameContent, type CommandContent } from '../../../domain/process/command-content.js';
import { acceptedCommand, type AuditLogRow } from '../../../database/audit-log.js';
import { type Action } from '../../../domain/process/access-policy.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { type PlaceKind } from '../../places.js';
import { currentActor } from '../../plugins/authorise.js';
import { ApiProblem, notFound, type CurrentState } from '../../problems.js';
import { answers } from '../shared/schemas.js';
import { acceptedSchema, commandSchema, receiptSchema } from './command-schema.js';
import { currentState } from './current-state.js';

/** Decisions about one kind of thing: where they are sent, what each needs, and which workflow takes them. */
export interface DecisionResource<Params> {
  readonly tag: string;
  readonly url: string;
  readonly params: z.ZodType<Params>;
  readonly bodies: Readonly<Record<string, z.ZodType>>;
  readonly place?: PlaceKind;
  readonly actionOf: (kind: string) => Action;
  readonly workflowId: (params: Params) => string;
  /** The query for the present state. */
  readonly stateQuery: string;
  /** Why no workflow takes decisions although the subject is known; undefined when it is not known at all. */
  readonly whyClosed: (params: Params) => Promise<string | undefined>;
}

/** One route for each decision, so that each names its action and describes its body. */
export function decisionRoutes<Params>(app: Api, context: ApiContext, resource: DecisionResource<Params>): void {
  for (const [kind, body] of Object.entries(resource.bodies)) {
    app.post(
      `${resource.url}/decisions/${kind}`,
      {
        config: { action: resource.actionOf(kind), ...(resource.place && { place: resource.place }) },
        schema: {
          tags: [resource.tag],
          summary: kind,
          params: resource.params,
          body: commandSchema(body),
          response: answers({ 200: receiptSchema, 202: acceptedSchema }),
        },
      },
      async (request, reply) => {
        const command: Command<string, unknown> = { ...request.body, kind, actor: currentActor(request) };
        const params = request.params as Params;
        const workflowId = resource.workflowId(params);
        const answer = await context.gateway.decide(workflowId, command);
        switch (answer.kind) {
          case 'taken':
            switch (await context.untilRecorded({ workflowId, commandId: command.commandId })) {
              case 'recorded':
                return reply.code(200).send(answer.receipt);
              case 'not-yet':
                return reply.code(202).send({ commandId: command.commandId, detail: takenAndComing });
              case 'conflict':
                throw await refused(
                  context,
                  { ...command, workflowId },
                  { code: 'RecordConflict', message: notRecorded },
                );
            }
          case 'slow':
            return reply.code(202).send({ commandId: command.commandId, detail: stillComing });
          case 'refused':
            throw await refused(context, { ...command, workflowId }, answer, () =>
              currentState(context.gateway, workflowId, resource.stateQuery),
            );
          case 'no-workflow': {
            const before = await acceptedCommand(context.db, workflowId, command.commandId);
            if (before && !isSameContent(contentOfRow(before), command))
              throw await refused(context, { ...command, workflowId }, idReused);
            const message = await resource.whyClosed(params);
            if (message === undefined) throw notFound(resource.tag);
            throw await refused(context, { ...command, workflowId }, { code: 'WrongStage', message });
          }
        }
      },
    );
  }
}

const contentOfRow = ({ kind, actor_id: id, actor_role: role, body }: AuditLogRow): CommandContent => ({
  kind,
  actor: { id: id ?? '', role: (role ?? '') as Actor['role'] },
  body: (body as { readonly said?: unknown }).said,
});

const takenAndComing = 'Your decision has been taken and is still being recorded. Read it again in a moment.';
const notRecorded =
  'This process disagrees with its log, so your decision is not on record. An operator must resolve this first.';
const stillComing =
  'The engine has not answered yet. Send the same command again (it is taken only once), or read the present state.';

interface SentCommand {
  readonly workflowId: string;
  readonly kind: string;
  readonly commandId: string;
  readonly actor: Actor;
}

/** The engine forgets what it refuses, so a refusal is on record only if it is written here, before it is answered. */
async function refused(
  { audit }: ApiContext,
  { workflowId, kind, commandId, actor }: SentCommand,
  { code, message }: { readonly code: ApiProblem['code']; readonly message: string },
  current?: () => Promise<CurrentState | undefined>,
): Promise<ApiProblem> {
  await audit.record({ workflowId, actor, kind, commandId, isAccepted: false, note: message, body: { code } });
  const now = code === 'StaleVersion' ? await current?.() : undefined;
  return new ApiProblem(code, message, now && { current: now });
}
