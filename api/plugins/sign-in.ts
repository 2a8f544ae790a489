import { fastifyJwt } from '@fastify/jwt';
import { z } from 'zod';
import { roles, type Actor } from '../../domain/process/actor.js';
import { regionCodes } from '../../domain/shared/phase.js';
import { type Api } from '../api.js';
import { ApiProblem } from '../problems.js';

/** The claims of a token. The role may be one that does not exist here; the caller then refuses it and records the refusal. */
export interface SignedIn extends Omit<Actor, 'role'> {
  readonly role: string;
}

const issuer = 'abie';
const lifetime = '12h';
const shortestSecret = 32;

const claims = z.object({
  sub: z.string().min(1).max(100),
  role: z.string().min(1).max(50),
  urn: z
    .string()
    .regex(/^\d{6}$/)
    .exactOptional(),
  regionCode: z.enum(regionCodes).exactOptional(),
});

/**
 * Signed tokens, made and checked here alone; another way to sign in replaces this file.
 * @throws RangeError when the secret is too short to sign with.
 */
export async function installSignIn(app: Api, secret: string): Promise<void> {
  if (secret.length < shortestSecret)
    throw new RangeError(`The sign-in secret needs at least ${shortestSecret} characters.`);
  await app.register(fastifyJwt, {
    secret,
    sign: { algorithm: 'HS256', iss: issuer, expiresIn: lifetime },
    verify: { algorithms: ['HS256'], allowedIss: issuer },
  });
}

export function issueToken(app: Api, { id, role, urn, regionCode }: Actor): string {
  return app.jwt.sign({
    sub: id,
    role,
    ...(urn !== undefined && { urn }),
    ...(regionCode !== undefined && { regionCode }),
  });
}

/** Who sends the request, by its bearer token alone. @throws ApiProblem SignInNeeded */
export function signedIn(app: Api, authorization: string | undefined): SignedIn {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw signInNeeded('Send a bearer token in the Authorization header.');
  const parsed = claims.safeParse(verified(app, token));
  if (!parsed.success) throw signInNeeded('The token does not say who you are. Sign in again.');
  const { sub, ...rest } = parsed.data;
  return { id: sub, ...rest };
}

/** The person as an actor, when the role is one of ours. */
export function actorOf(person: SignedIn): Actor | undefined {
  const role = roles.find((known) => known === person.role);
  return role && { ...person, role };
}

function verified(app: Api, token: string): unknown {
  try {
    return app.jwt.verify(token);
  } catch {
    throw signInNeeded('The token has expired or is not valid. Sign in again.');
  }
}

const signInNeeded = (detail: string): ApiProblem => new ApiProblem('SignInNeeded', detail);
