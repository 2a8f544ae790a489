import { z } from 'zod';
import { notFollowedReasons, rowResults } from '../../../domain/monitoring/row-result.js';
import { notice } from '../shared/schemas.js';

export const uploadQuery = z.strictObject({
  fileName: z
    .string()
    .max(255)
    .regex(/^[^\p{Cc}/\\]+$/u, 'Give the name of the file, without folders.')
    .default('monthly_return.csv')
    .describe('What the file is called; a multipart upload brings its own name.'),
});

export const uploadIdParams = z.strictObject({ uploadId: z.coerce.number().int().min(1) });

export const storedSchema = z
  .object({ uploadId: z.number(), workflowId: z.string() })
  .describe('The file is kept and its import has been started.');

export const uploadSchema = z.object({
  uploadId: z.number(),
  workflowId: z.string(),
  academicYear: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
  stage: z.enum(['importing', 'refused', 'unchanged', 'signalling', 'done']),
  rows: z.number(),
  signalled: z.number(),
  errorCount: z.number(),
  errors: z.array(z.unknown()).describe('Each fault by line and column, with what to do.'),
  batchId: z.number().exactOptional(),
  counts: z
    .record(z.enum(rowResults), z.number())
    .exactOptional()
    .describe('How many rows had each result; of a file that was not refused.'),
  results: z
    .array(
      z.object({
        urn: z.string(),
        result: z
          .enum(rowResults)
          .describe(
            'used: the first figures of the month; restated: they replace others; unchanged: the same figures count already; older-than-known: newer figures count; not-followed: kept, and the school is not monitored.',
          ),
        because: z.enum(notFollowedReasons).exactOptional().describe('Why a row is not followed.'),
      }),
    )
    .exactOptional()
    .describe('What became of each row, in the order of the URNs.'),
  notice,
});
