import { z } from 'zod';
import { roles } from '../../../domain/process/actor.js';
import { regionCode, urnText } from '../shared/schemas.js';

const asPersona = z.strictObject({ persona: z.string().max(60), urn: urnText.exactOptional() });

const asAnybody = z.strictObject({
  role: z.string().min(1).max(50),
  id: z.string().regex(/^[A-Za-z0-9._@-]{1,100}$/, 'Give an id of letters, digits, dots, hyphens, underscores and @.'),
  urn: urnText.exactOptional(),
  regionCode: regionCode.exactOptional(),
});

export const signInSchema = z.union([asPersona, asAnybody]);

export type SignInBody = z.output<typeof signInSchema>;

const role = z.enum(roles);

export const tokenSchema = z.object({
  token: z.string(),
  actor: z.object({ id: z.string(), role, urn: z.string().exactOptional(), regionCode: regionCode.exactOptional() }),
});

export const personasSchema = z.object({
  personas: z.array(
    z.object({
      persona: z.string(),
      id: z.string(),
      role,
      regionCode: regionCode.exactOptional(),
      description: z.string(),
    }),
  ),
});
