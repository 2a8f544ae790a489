import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { clamp } from '../../domain/baseline/quantile.js';
import { PanelProblem } from './panel-problem.js';

/** A delimited file as bytes, unpacked. */
export interface TableFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of the file as it is on disk. */
  readonly sha256: string;
}

const gzipMagic = 0x8b1f;

/** Size of a buffer for the unpacked file, from the file's last four bytes (RFC 1952); a damaged file may hold any number there. */
const unpackedLength = (stored: Buffer): number => clamp(stored.readUInt32LE(stored.length - 4), 1 << 16, 1 << 28);

/** @throws PanelProblem when the file cannot be read, or its compression is damaged. */
export function readTableFile(path: string): TableFile {
  const name = basename(path);
  let stored: Buffer;
  try {
    stored = readFileSync(path);
  } catch {
    throw new PanelProblem(`The file ${path} cannot be read. Check the path and that the file may be read.`);
  }
  const sha256 = createHash('sha256').update(stored).digest('hex');
  const isPacked = stored.length > 2 && stored.readUInt16LE(0) === gzipMagic;
  if (!isPacked) return { name, bytes: stored, sha256 };
  try {
    return { name, bytes: gunzipSync(stored, { chunkSize: unpackedLength(stored) }), sha256 };
  } catch {
    throw new PanelProblem(`${name} is compressed and damaged, perhaps cut short. Fetch the file again.`);
  }
}
