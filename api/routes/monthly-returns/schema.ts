import { z } from 'zod';
import { notice } from '../shared/schemas.js';

export const uploadQuery = z.strictObject({
  fileName: z
    .string()
    .regex(/^[\w .()-]{1,150}$/, 'Give a plain file name, without folders.')
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
  notice,
});
