import { z } from 'zod';
import { type NamingDecisionKind } from '../../../domain/naming/consent.js';
import { notice, pageOf, pageQuery } from '../shared/schemas.js';

export const namingBodies = {
  agreeToBeNamed: z.strictObject({
    contact: z
      .string()
      .trim()
      .min(3, 'Give a way for another school to contact yours.')
      .max(200)
      .describe('Shown next to the name: an email address or telephone number of the office.'),
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
  mostReports: z.number().describe('The most reports of the year in which a school is named.'),
  places: z
    .number()
    .exactOptional()
    .describe('The number of reports in which it may be named. Not shown to the school.'),
  notice,
});

export type NamingItem = z.output<typeof namingSchema>;

export const namingQuery = z.strictObject(pageQuery);
export const namingsSchema = pageOf(namingSchema);
