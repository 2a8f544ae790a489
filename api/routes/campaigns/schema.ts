import { z } from 'zod';
import { startingPointSchema } from '../model-records/schema.js';
import { notice, urnText } from '../shared/schemas.js';

const common = {
  urns: z
    .array(urnText)
    .max(30_000)
    .exactOptional()
    .describe('Only these schools get a school-year; without it, all of them.'),
  canarySize: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(25)
    .describe('Number of schools that are drafted first and checked by a person before the others may start.'),
  pageSize: z.number().int().min(1).max(2_000).default(200),
  startsPerSecond: z.number().min(0.1).max(1_000).default(50),
  sweepEveryDays: z.number().min(0.01).max(365).default(7),
};

export const startSchema = z.strictObject(common);

/** A compressed calendar is for development alone; elsewhere these fields are unknown and refused. */
export const developmentStartSchema = z.strictObject({
  ...common,
  dayMilliseconds: z
    .number()
    .min(1)
    .max(86_400_000)
    .exactOptional()
    .describe('Length of a calendar day; 86,400,000 in real time.'),
  schoolWindowDays: z
    .number()
    .min(0.1)
    .max(60)
    .exactOptional()
    .describe('How many school days a school may take to answer its report; it is reminded after half of them.'),
  startsAt: z.iso
    .datetime({ offset: true })
    .exactOptional()
    .describe('The instant at which the first day of the calendar begins.'),
});

export const startedSchema = z.object({ workflowId: z.string() }).describe('The campaign has been started.');

export const progressSchema = z.object({
  version: z.number(),
  stage: z.string(),
  isPaused: z.boolean(),
  isWaitingForSecondPerson: z.boolean().describe('The closing of the year waits for a second senior analyst.'),
  modelVersion: z.string().exactOptional(),
  problems: z.array(z.string()),
  toStart: z.number(),
  started: z.number(),
  outOfScope: z.number(),
  archived: z.number(),
  open: z
    .number()
    .describe(
      'School-years and supports that were not archived when the campaign last looked; while the year closes, these hold it up.',
    ),
});

const counts = z.record(z.string(), z.number());

export const campaignSchema = progressSchema.extend({
  academicYear: z.string(),
  startsFrom: startingPointSchema
    .exactOptional()
    .describe('Lessons of the year before for this campaign; present once its model has been fitted.'),
  schoolsByStage: counts,
  schoolsByOutcome: counts,
  archive: z
    .object({ histories: z.number(), eventsPerSchoolYear: z.number().exactOptional() })
    .describe('Number of archived histories of closed school-years and supports.'),
  notice,
});
