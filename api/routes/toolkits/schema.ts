import { z } from 'zod';
import { toolkitSteps } from '../../../domain/toolkits/uptake.js';
import { text } from '../decisions/command-schema.js';
import { academicYearText, notice, urnText } from '../shared/schemas.js';

export const toolkitParams = z.strictObject({
  academicYear: academicYearText,
  urn: urnText,
  toolkitId: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/, 'Give a toolkit’s id as the list names it.')
    .describe('An entry of the library of practice.'),
});

export const stepBody = z.strictObject({
  step: z.enum(toolkitSteps),
  note: text.exactOptional().describe('Needed for a review: what the school saw.'),
});

const uptakeSchema = z.object({
  toolkitId: z.string(),
  version: z.number(),
  title: z.string(),
  moment: z.string(),
  summary: z.string(),
  steps: z.array(z.string()),
  why: z.string().describe('Why the report offers it.'),
  offeredAt: z.string(),
  reportVersion: z.number(),
  openedAt: z.string().exactOptional(),
  adoptedAt: z.string().exactOptional(),
  reviewedAt: z.string().exactOptional(),
  review: z.string().exactOptional(),
});

export type UptakeItem = z.output<typeof uptakeSchema>;

export const uptakesSchema = z.object({ items: z.array(uptakeSchema), notice });
export const recordedSchema = z.object({ toolkitId: z.string(), step: z.enum(toolkitSteps), isNew: z.boolean() });
