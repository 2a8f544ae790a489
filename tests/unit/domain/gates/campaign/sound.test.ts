import { expect, it } from 'vitest';
import { files, gatesOf } from './files.js';

it('files without a fault pass every gate', () => {
  expect(gatesOf(files)).toEqual([]);
});
