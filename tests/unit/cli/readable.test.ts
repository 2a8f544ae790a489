import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { exitCodes } from '../../../cli/exit-codes.js';
import { refuseUnreadable } from '../../../cli/readable.js';

test('a path where nothing exists gives one sentence that names it and says what to do', async () => {
  await expect(refuseUnreadable('/no/such.csv')).rejects.toMatchObject({
    message: '/no/such.csv cannot be read. Check that the path is right and that you may read it.',
    exitCode: exitCodes.refused,
  });
});

test('a folder that can be read passes', async () => {
  await expect(refuseUnreadable(tmpdir())).resolves.toBeUndefined();
});
