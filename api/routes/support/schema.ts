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
  dueOn: z.string().exactOptional(),
  outcome: z.string().exactOptional(),
  updatedAt: z.string(),
  notice,
});
