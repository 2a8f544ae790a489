import { type Actor, type Role } from '../../../domain/process/actor.js';
import { type Api } from '../../api.js';
import { accessChain } from '../../../database/audit-log.js';
import { type AuditWriter } from '../../audit-writer.js';
import { type ApiContext } from '../../context.js';
import { headOf, headPersona, personas } from '../../personas.js';
import { actorOf, issueToken } from '../../plugins/sign-in.js';
import { isFromThisMachine } from '../../plugins/this-machine.js';
import { ApiProblem, notFound, notPermitted } from '../../problems.js';
import { answers } from '../shared/schemas.js';
import { personasSchema, signInSchema, tokenSchema, type SignInBody } from './schema.js';

const tags = ['sign-in'];
const config = { action: 'open' } as const;

/** Sign-in for development: only from this machine, and only where development is switched on; otherwise these addresses do not exist. */
export function signInRoutes(app: Api, { isDevelopment, audit }: ApiContext): void {
  app.register((scope, _options, done) => {
    scope.addHook('onRequest', (request, _reply, next) => {
      next(isDevelopment && isFromThisMachine(request) ? undefined : notFound('sign-in here'));
    });
    const local = scope as unknown as Api;
    const schema = {
      tags,
      summary: 'sign in for development',
      security: [],
      body: signInSchema,
      response: answers({ 200: tokenSchema }),
    };
    local.post('/sign-in', { config, schema }, async (request) => {
      const actor = await actorSignedIn(audit, request.body);
      return { token: issueToken(app, actor), actor };
    });
    const listSchema = {
      tags,
      summary: 'list people to sign in as',
      security: [],
      response: answers({ 200: personasSchema }),
    };
    local.get('/personas', { config, schema: listSchema }, () => ({
      personas: [
        ...personas,
        {
          persona: headPersona,
          id: 'head-<urn>',
          role: 'school' as const,
          description: 'the head of the school whose urn is given',
        },
      ],
    }));
    done();
  });
}

async function actorSignedIn(audit: AuditWriter, body: SignInBody): Promise<Actor> {
  if ('persona' in body) return personaActor(body.persona, body.urn);
  const actor = actorOf(body);
  if (actor) return actor;
  const note = `There is no role "${body.role}" in this service.`;
  await audit.record({
    workflowId: accessChain,
    actor: { ...body, role: body.role as Role },
    kind: 'signInRefused',
    isAccepted: false,
    note,
  });
  throw notPermitted();
}

function personaActor(name: string, urn: string | undefined): Actor {
  if (name === headPersona && urn !== undefined) return headOf(urn);
  const persona = personas.find((known) => known.persona === name);
  if (!persona || urn !== undefined) {
    throw new ApiProblem(
      'Malformed',
      'There is no such persona. GET /api/v1/personas lists them; a head is named with a urn.',
      {
        errors: [{ where: 'body/persona', problem: 'Give a persona from the list.' }],
      },
    );
  }
  const { id, role, regionCode } = persona;
  return { id, role, ...(regionCode && { regionCode }) };
}
