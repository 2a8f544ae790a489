import { isDeepStrictEqual } from 'node:util';
import { type Folder } from '../data/folder.js';
import { readFolder } from './read-files.js';

/** Whether two folders give the same rows to store, so that a fault in their bytes changed nothing. */
export async function isSameRead(one: Folder, other: Folder): Promise<boolean> {
  const [first, second] = [await readFolder(one), await readFolder(other)];
  return first.kind === 'read' && second.kind === 'read' && isDeepStrictEqual(first.batches, second.batches);
}
