import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** A private copy of the incoming bytes, so that the bytes read, however often, are the bytes hashed. */
export interface SpooledFile {
  /** Of the bytes as they came, compressed or not, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly byteCount: number;
  readonly firstBytes: Uint8Array;
  /** A fresh stream over the content, uncompressed. */
  readonly open: () => Readable;
  readonly dispose: () => Promise<void>;
}

const peekedBytes = 4;

/** Copies a stream to a temporary file while hashing it. The caller disposes. */
export async function spool(content: Readable): Promise<SpooledFile> {
  const folder = await mkdtemp(join(tmpdir(), 'abie-import-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'content');
    const hash = createHash('sha256');
    let byteCount = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        byteCount += chunk.length;
        done(null, chunk);
      },
    });
    await pipeline(content, measure, createWriteStream(path));
    const firstBytes = await peek(path);
    const isCompressed = firstBytes[0] === 0x1f && firstBytes[1] === 0x8b;
    return {
      sha256: hash.digest('hex'),
      byteCount,
      firstBytes,
      open: () => (isCompressed ? uncompressed(path) : createReadStream(path)),
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function peek(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(peekedBytes);
    const { bytesRead } = await file.read(buffer, 0, peekedBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function uncompressed(path: string): Readable {
  const source = createReadStream(path);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  gunzip.on('close', () => source.destroy());
  return source.pipe(gunzip);
}
