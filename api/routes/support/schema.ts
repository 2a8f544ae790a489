import { z } from 'zod';
import { notice } from '../shared/schemas.js';

export const supportSchema = z.object({
  academicYear: z.string(),
  urn: z.string(),
  version: z.number(),
  stage: z.string(),
  pathway: z.string(),
  hubId: z.string().exactOptional(),
  waitingReason: z.string().exactOptional(),
  why: z.array(z.string()),
  milestones: z.array(z.unknown()),
  daysUsed: z.number(),
  waitingSince: z.string().exactOptional().describe('Since when it has looked for a place, while it has none.'),
  dueOn: z.string().exactOptional(),
  overdue: z
    .array(z.object({ milestone: z.string(), dueOn: z.string() }))
    .describe('Milestones that are still open after their due date.'),
  outcome: z.string().exactOptional(),
  updatedAt: z.string(),
  notice,
});
