import { z } from 'zod';
import { notice } from '../shared/schemas.js';

const table = z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) });

export const documentSchema = z.object({
  title: z.string(),
  notices: z.array(z.string()),
  sections: z.array(
    z.object({
      title: z.string(),
      fields: z.array(
        z.object({ id: z.string(), title: z.string(), text: z.array(z.string()), table: table.exactOptional() }),
      ),
    }),
  ),
});

export const startingPointSchema = z.object({
  academicYear: z
    .string()
    .exactOptional()
    .describe('The year whose learning report was read; missing where there was none.'),
  headline: z.string(),
  boundsVersion: z.string().exactOptional(),
  lessons: z.array(
    z.object({
      kind: z.string(),
      severity: z
        .enum(['blocks', 'warns', 'informs'])
        .describe(
          '`blocks` holds the campaign, `warns` is noted, `informs` is what support can be expected to achieve.',
        ),
      sentence: z.string(),
    }),
  ),
});

const opinion = { by: z.string(), reason: z.string(), at: z.string() };

export const recordSchema = z.object({
  recordId: z.string(),
  academicYear: z.string(),
  createdAt: z.string(),
  codeVersion: z.string().describe('The build that stored the record first.'),
  missing: z.array(z.string()).describe('What the record lacks before a report may be issued under it.'),
  isWithinBounds: z.boolean(),
  repeatsLesson: z.boolean().describe('Whether the year would repeat a fault that the year before showed.'),
  startsFrom: startingPointSchema,
  held: z.array(z.string()).describe('Why no draft goes to review under this record; empty when drafts do.'),
  proposals: z.array(z.object(opinion)),
  acceptance: z.object({ proposedBy: z.string(), ...opinion }).exactOptional(),
  card: documentSchema,
  notice,
});

export const transparencySchema = z.object({ recordId: z.string(), transparency: documentSchema, notice });

const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });

const group = z.object({
  dimension: z.string(),
  group: z.string(),
  title: z.string(),
  schools: z.number(),
  measures: z
    .object({
      bias: estimate,
      cover80: estimate,
      cover95: estimate,
      met: estimate,
      short: estimate,
      chanceReferral: estimate,
    })
    .exactOptional()
    .describe('Missing where the group is too small to be shown.'),
  isJudged: z.boolean(),
});

export const fairnessSchema = z.object({
  recordId: z.string(),
  boundsVersion: z.string(),
  notes: z.array(z.string()).describe('How each year was judged.'),
  years: z.array(z.object({ judgedYear: z.string(), schools: z.number(), groups: z.array(group) })),
  breaches: z.array(
    z.object({
      kind: z.string(),
      dimension: z.string(),
      group: z.string(),
      severity: z.enum(['blocks', 'warns']),
      sentence: z.string(),
    }),
  ),
  notice,
});

export const opinionBody = z.strictObject({
  recordId: z.string().max(100).describe('The record you have read.'),
  reason: z.string().trim().min(1, 'Give a reason.').max(4_000),
});
