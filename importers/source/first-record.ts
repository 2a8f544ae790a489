import { type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { readRecords } from './records.js';

const headBytes = 65_536;

/** The cells of a file's first record, without reading the rest; empty when there is none to be read. */
export async function readFirstRecord(content: Readable): Promise<readonly string[]> {
  const head = await readHead(content);
  const text = head.toString('utf8').replace(/^\ufeff/, '');
  for await (const record of readRecords(linesOf(text))) return 'cells' in record ? record.cells : [];
  return [];
}

async function readHead(content: Readable): Promise<Buffer> {
  const raw = await take(content);
  if (raw[0] !== 0x1f || raw[1] !== 0x8b) return raw;
  const gunzip = createGunzip();
  gunzip.write(raw);
  return take(gunzip);
}

/** Reads until there is enough or the stream has nothing more to give; a stream cut short gives what it has. */
async function take(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= headBytes) break;
    }
  } catch {
    return Buffer.concat(chunks);
  }
  return Buffer.concat(chunks);
}

async function* linesOf(text: string): AsyncGenerator<string> {
  for (const line of text.split(/\r?\n/)) yield await Promise.resolve(line);
}
