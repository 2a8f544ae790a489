import { z } from 'zod';
import { notice } from '../shared/schemas.js';
import { reportForms } from './report-form.js';

const versionNumber = z.coerce.number().int().min(1).exactOptional();

export const reportQuery = z.strictObject({
  version: versionNumber.describe('An earlier version; for those who may read every school’s report.'),
  form: z.enum(reportForms).exactOptional().describe('Takes precedence over the Accept header.'),
});

const reportSchema = z.object({
  academicYear: z.string(),
  urn: z.string(),
  reportVersion: z.number(),
  standing: z.enum(['issued', 'with-school', 'draft', 'superseded', 'under-review']),
  report: z
    .unknown()
    .describe(
      'What every form is rendered from: title, version, notices, narrative, figures with their sources, parts.',
    ),
  facts: z.unknown().describe('As stored with this version.'),
  narrativeRecord: z
    .unknown()
    .exactOptional()
    .describe('How the narrative was written: writer, model, hash of the prompt, tokens, cost, verdicts.'),
  floorAttendancePercent: z
    .number()
    .exactOptional()
    .describe('The floor that applies now; left out for a superseded version.'),
  floorSetBy: z.string().exactOptional(),
  notice,
});

export const reportContent = {
  description: 'The report in the form asked for.',
  content: {
    'application/json': { schema: reportSchema },
    'text/html': { schema: z.string() },
    'text/plain': { schema: z.string() },
  },
};

export const changesQuery = z.strictObject({
  from: versionNumber.describe('The earlier version; by default the one that the school had before.'),
  to: versionNumber.describe('The later version; by default the live one.'),
});

export const changesSchema = z.object({
  academicYear: z.string(),
  urn: z.string(),
  from: z.number(),
  to: z.number(),
  reason: z.string().describe('Why the later version was made.'),
  changes: z.array(
    z.object({
      what: z.string(),
      before: z.string().exactOptional(),
      after: z.string().exactOptional(),
      inWords: z.string(),
    }),
  ),
  notice,
});
