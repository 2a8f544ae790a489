import { z } from 'zod';
import { academicYearText, notice, pageOf, pageQuery, regionCode, urnText } from '../shared/schemas.js';
import { reason } from '../decisions/command-schema.js';

const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nation') }),
  z.strictObject({ kind: z.literal('region'), regionCode }),
  z.strictObject({ kind: z.literal('schools'), urns: z.array(urnText).min(1).max(30_000) }),
  z.strictObject({ kind: z.literal('batch'), batchId: z.number().int().min(1) }),
  z.strictObject({ kind: z.literal('model'), modelVersion: z.string().min(1).max(100) }),
]);

export const recallParams = z.strictObject({
  recallId: z.string().regex(/^[A-Za-z0-9._-]{1,60}$/, 'Give a recall’s id as the list of recalls names it.'),
});

export const proposalSchema = z.strictObject({
  recallId: z
    .string()
    .regex(
      /^[A-Za-z0-9._-]{1,60}$/,
      'Give an id of your own of up to 60 letters, digits, dots, hyphens or underscores.',
    )
    .describe('Chosen by the caller; the same id sent again proposes nothing new.'),
  academicYear: academicYearText,
  purpose: z
    .enum(['suspend', 'redraft'])
    .describe('Stop everything until people end the recall, or also make the drafts again from corrected figures.'),
  scope,
  reason: reason.min(1),
  schoolsPerSecond: z.number().min(1).max(1_000).default(300),
});

export const proposedSchema = z.object({ recallId: z.string(), workflowId: z.string() });

export const recallSchema = z.object({
  recallId: z.string(),
  academicYear: z.string(),
  version: z.number(),
  stage: z.string(),
  purpose: z.string(),
  scope: z.unknown(),
  reason: z.string(),
  proposedBy: z.string(),
  confirmedBy: z.string().exactOptional(),
  touched: z.number().describe('Number of school-years in it.'),
  redrafts: z.object({ unchanged: z.number(), changed: z.number(), held: z.number() }).exactOptional(),
  problems: z.array(z.string()).describe('Why the schools cannot resume yet.'),
  updatedAt: z.string(),
  notice,
});

export const recallsSchema = z.object({ items: z.array(recallSchema), notice });

export const touchedQuery = z.strictObject(pageQuery);

export const touchedSchema = pageOf(
  z.object({
    urn: z.string(),
    stageBefore: z.string(),
    reportVersionBefore: z.number().exactOptional(),
    outcome: z.string().exactOptional(),
  }),
);
