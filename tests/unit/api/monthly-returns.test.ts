import { describe, expect, test } from 'vitest';
import { firstMonth } from '../../../api/routes/monthly-returns/first-month.js';
import { standing } from '../../../api/routes/monthly-returns/standing.js';

const header = 'urn,month,possible_sessions,as_of';

describe('the month of a return', () => {
  test.each([
    ['is that of its first row', `${header}\n900001,2024-10,1000,2024-11-05\n900002,2024-11,1,2024-11-05\n`, '2024-10'],
    ['is found in any column', 'as_of,month,urn\n2024-11-05,2024-10,900001\n', '2024-10'],
    ['is read through a byte order mark and Windows line ends', '\uFEFFmonth,urn\r\n2024-10,900001\r\n', '2024-10'],
    ['is read through quotes and spaces', '"urn", "month"\n"900001", "2024-10"\n', '2024-10'],
    ['is unknown where the column is missing', 'urn,as_of\n900001,2024-11-05\n', 'unknown'],
    ['is unknown where it is not a month', `${header}\n900001,October,1,2024-11-05\n`, 'unknown'],
    ['is unknown where there is no row', `${header}\n`, 'unknown'],
    ['is unknown where there is nothing', '', 'unknown'],
    ['never holds what could break an id', 'month\n2024-10/../x\n', 'unknown'],
  ])('%s', (_what, text, month) => {
    expect(firstMonth(Buffer.from(text, 'utf8'))).toBe(month);
  });
});

describe('the progress of a return', () => {
  const imported = { outcome: 'imported', batchId: 4, rows: 200, errors: [], errorCount: 0 } as const;
  const done = { stage: 'done', batchId: 4, rows: 200, signalled: 200, errors: 0 } as const;

  test('is importing while nothing is known', () => {
    expect(standing(undefined, null)).toEqual({ stage: 'importing', rows: 0, signalled: 0, errorCount: 0, errors: [] });
  });

  test('is signalling once it is imported, until the workflow reports that every school was signalled', () => {
    expect(standing(undefined, imported)).toMatchObject({ stage: 'signalling', rows: 200, batchId: 4 });
    expect(standing({ ...done, stage: 'importing' }, imported)).toMatchObject({ stage: 'signalling' });
    expect(standing(done, imported)).toMatchObject({ stage: 'done', signalled: 200 });
  });

  test('is refused with every fault that was listed', () => {
    const errors = [{ line: 2, column: 'urn', problem: 'no URN', remedy: 'write six digits' }];
    expect(standing(undefined, { outcome: 'refused', rows: 0, errors, errorCount: 40 })).toMatchObject({
      stage: 'refused',
      errors,
      errorCount: 40,
    });
  });

  test('is unchanged for bytes that were already stored', () => {
    expect(standing(undefined, { ...imported, outcome: 'unchanged' })).toMatchObject({ stage: 'unchanged' });
  });
});
