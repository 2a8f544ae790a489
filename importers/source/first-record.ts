import { type Readable } from 'node:stream';
import { constants, gunzipSync } from 'node:zlib';
import { readRecords } from './records.js';

const headBytes = 65_536;

/** The cells of a file's first record, without reading the rest; empty when there is none to be read. */
export async function readFirstRecord(content: Readable): Promise<readonly string[]> {
  const text = (await readHead(content)).toString('utf8').replace(/^\ufeff/, '');
  for await (const record of readRecords(linesOf(text))) return 'cells' in record ? record.cells : [];
  return [];
}

async function readHead(content: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= headBytes) break;
  }
  const raw = Buffer.concat(chunks);
  return raw[0] === 0x1f && raw[1] === 0x8b ? uncompressedHead(raw) : raw;
}

/** The end is usually cut off, which a synchronous flush allows; damage is left for the import to report. */
function uncompressedHead(raw: Buffer): Buffer {
  try {
    return gunzipSync(raw, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

async function* linesOf(text: string): AsyncGenerator<string> {
  for (const line of text.split(/\r?\n/)) yield await Promise.resolve(line);
}
