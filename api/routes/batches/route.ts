import { z } from 'zod';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { listBatches, type BatchRow } from '../../../database/batches.js';
import { keyOfCursor, pageFrom } from '../shared/cursor.js';
import { withNotice } from '../shared/present.js';
import { answers, pageOf, pageQuery } from '../shared/schemas.js';

const batchSchema = z.object({
  batchId: z.number(),
  kind: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  byteCount: z.number(),
  rowCount: z.number(),
  importedBy: z.string(),
  importedAt: z.string(),
});

/** Imported files, the newest first. */
export function batchRoutes(app: Api, { db, notice }: ApiContext): void {
  const config = { action: 'read-batches' } as const;
  const schema = {
    tags: ['batches'],
    summary: 'list imported files',
    querystring: z.strictObject(pageQuery),
    response: answers({ 200: pageOf(batchSchema) }),
  };
  app.get('/batches', { config, schema }, async (request) => {
    const { cursor, limit } = request.query;
    const found = await listBatches(db, {
      limit,
      ...(cursor !== undefined && { beforeId: keyOfCursor(cursor, /^\d{1,18}$/) }),
    });
    const { rows, ...page } = pageFrom(found, limit, ({ id }) => id);
    return withNotice(notice, { items: rows.map(present), ...page });
  });
}

const present = (row: BatchRow): z.output<typeof batchSchema> => ({
  batchId: Number(row.id),
  kind: row.kind,
  fileName: row.file_name,
  sha256: row.sha256,
  byteCount: Number(row.byte_count),
  rowCount: row.row_count,
  importedBy: row.imported_by,
  importedAt: row.imported_at.toISOString(),
});
