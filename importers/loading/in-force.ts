import { type FileFormat } from '../formats/file-format.js';
import { findBatch, type Store } from './store.js';

export interface HeldBatch {
  readonly fileName: string;
  /** `yyyy-mm-dd` */
  readonly publishedOn: string;
}

/** SQL that is equal for two rows with the same subject; null counts as a value. */
const sameSubject = ({ key }: FileFormat): string =>
  key.tableColumns
    .map((column) => `coalesce(mine.${column}::text, '') = coalesce(other.${column}::text, '')`)
    .join(' and ');

/** The newest links file replaces the others as a whole; of other kinds a batch counts until another has the same subject. */
const replacesWhole = (format: FileFormat): boolean => format.kind === 'links';

interface Replacement {
  /** `yyyy-mm-dd`; null where no replacing batch has a date. */
  readonly publishedOn: string | null;
}

/** What has taken the place of anything in a batch; undefined while all of it counts. */
async function replacementOf(store: Store, format: FileFormat, batchId: number): Promise<Replacement | undefined> {
  const later = replacesWhole(format)
    ? 'select id from batch where kind = :kind and id > :batchId'
    : `select other.batch_id from ${format.table} mine
      join ${format.table} other on other.batch_id > :batchId and ${sameSubject(format)}
      where mine.batch_id = :batchId`;
  const { rows } = await store.raw<{ rows: readonly (Replacement & { readonly batches: number })[] }>(
    `select count(*)::integer as batches, to_char(max(published_on), 'YYYY-MM-DD') as "publishedOn"
    from batch where kind = :kind and id in (${later})`,
    { kind: format.kind, batchId },
  );
  return rows[0] !== undefined && rows[0].batches > 0 ? rows[0] : undefined;
}

/** The newest batch in force, published after the given date, that this batch would take the place of; undefined when there is none. */
export async function newerInForce(
  store: Store,
  format: FileFormat,
  { batchId, publishedOn }: { readonly batchId: number; readonly publishedOn: string },
): Promise<HeldBatch | undefined> {
  const held = replacesWhole(format)
    ? `select max(id) as id from batch where kind = :kind and id < :batchId`
    : `select distinct max(other.batch_id) as id from ${format.table} mine
      join ${format.table} other on other.batch_id < :batchId and ${sameSubject(format)}
      join batch on batch.id = other.batch_id and batch.kind = :kind
      where mine.batch_id = :batchId
      group by ${format.key.tableColumns.map((column) => `mine.${column}`).join(', ')}`;
  const { rows } = await store.raw<{ rows: readonly HeldBatch[] }>(
    `select file_name as "fileName", to_char(published_on, 'YYYY-MM-DD') as "publishedOn"
    from batch where id in (${held}) and published_on > :publishedOn order by published_on desc limit 1`,
    { kind: format.kind, batchId, publishedOn },
  );
  return rows[0];
}

/** Whether bytes that were imported before count again once a later batch has taken their place. */
export type Again = 'always' | 'if-newer' | 'never';

interface SeenFile {
  readonly sha256: string;
  readonly publishedOn: string | undefined;
  readonly again: Again;
}

/** The batch of these bytes; undefined where they are new, or are to count again. */
export async function batchInForce(store: Store, format: FileFormat, file: SeenFile): Promise<number | undefined> {
  const batchId = await findBatch(store, format.kind, file.sha256);
  if (batchId === undefined || file.again === 'never') return batchId;
  const replacement = await replacementOf(store, format, batchId);
  if (replacement === undefined) return batchId;
  if (file.again === 'always') return undefined;
  const { publishedOn } = replacement;
  return file.publishedOn !== undefined && publishedOn !== null && file.publishedOn > publishedOn ? undefined : batchId;
}
