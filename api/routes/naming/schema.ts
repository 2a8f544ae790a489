import { z } from 'zod';
import { type NamingDecisionKind } from '../../../domain/naming/consent.js';
import { notice, pageOf, pageQuery } from '../shared/schemas.js';

export const namingBodies = {
  agreeToBeNamed: z.strictObject({
    contact: z
      .string()
      .trim()
      .min(3, 'Say how another school gets in touch with yours.')
      .max(200)
      .describe('Shown beside the name: an address or telephone of the office.'),
  }),
  declineToBeNamed: z.strictObject({}),
} as const satisfies Readonly<Record<NamingDecisionKind, z.ZodType>>;

export const namingSchema = z.object({
  urn: z.string(),
  stage: z.enum(['asked', 'agreed', 'declined', 'no-answer']).describe('Only a school that has agreed is named.'),
  version: z.number(),
  askedAt: z.string(),
  answerBy: z.string().describe('A yes that comes later does not count; a no counts at any time.'),
  answeredAt: z.string().exactOptional(),
  contact: z.string().exactOptional(),
  mostReports: z.number().describe('In how many reports of the year a school is named at most.'),
  places: z.number().exactOptional().describe('In how many it may be; never in which. Left out for the school.'),
  notice,
});

export type NamingItem = z.output<typeof namingSchema>;

export const namingQuery = z.strictObject(pageQuery);
export const namingsSchema = pageOf(namingSchema);
