import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ErrorList } from '../../../importers/import-error.js';
import { copyLine } from '../../../importers/loading/copy-text.js';
import { lastDayOfMonth, parseIsoDate, parseRegisterDate, weekdaysOfMonth } from '../../../importers/reading/date.js';

describe('a date in a file', () => {
  it.each([
    ['01-09-2024', '2024-09-01'],
    ['01/09/2024', '2024-09-01'],
    ['1/9/2024', '2024-09-01'],
    ['29-02-2024', '2024-02-29'],
  ])('of the register, %s, is %s', (raw, date) => {
    expect(parseRegisterDate(raw)).toEqual({ kind: 'date', date });
  });

  it.each([
    '29-02-2023',
    '31/04/2024',
    '01-13-2024',
    '00-01-2024',
    '01-09/2024',
    '2024-09-01',
    '1 September 2024',
    '01-09-24',
    '',
  ])('of the register cannot be %s', (raw) => {
    expect(parseRegisterDate(raw)).toMatchObject({ kind: 'problem' });
  });

  it('is read the same from both ways of writing it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1800-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
        fc.constantFrom('-', '/'),
        (instant, separator) => {
          const date = instant.toISOString().slice(0, 10);
          const [year, month, day] = date.split('-');
          expect(parseRegisterDate([day, month, year].join(separator))).toEqual({ kind: 'date', date });
          expect(parseIsoDate(date)).toEqual({ kind: 'date', date });
        },
      ),
    );
  });

  it.each([
    [2024, 10, 31, 23],
    [2025, 2, 28, 20],
    [2024, 2, 29, 21],
  ])('in %d-%d is one of %d days, %d of them Mondays to Fridays', (year, month, days, weekdays) => {
    expect(lastDayOfMonth(year, month)).toBe(days);
    expect(weekdaysOfMonth(year, month)).toBe(weekdays);
  });
});

describe('lines for COPY', () => {
  it('distinguish null from empty text, and escape special characters', () => {
    expect(copyLine([null, '', 5, 'a\tb\\N\r\n'])).toBe('\\N\t\t5\ta\\tb\\\\N\\r\\n\n');
  });

  it('never contain a bare tab or line end from a cell', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (cells) => {
        const line = copyLine(cells);
        expect(line.split('\t')).toHaveLength(cells.length);
        expect(line.indexOf('\n')).toBe(line.length - 1);
      }),
    );
  });
});

describe('the list of import errors', () => {
  it('counts beyond what it lists, sorts by line and shortens long cells', () => {
    const errors = new ErrorList('a.csv', 2);
    const fault = { column: 'urn', problem: 'Wrong.', remedy: 'Fix it.' };
    errors.add({ line: 9, value: 'x'.repeat(500), ...fault });
    errors.add({ line: 3, ...fault });
    errors.add({ line: 4, ...fault });
    expect(errors.count).toBe(3);
    expect(errors.listed).toEqual([
      { file: 'a.csv', line: 3, ...fault },
      { file: 'a.csv', line: 9, value: `${'x'.repeat(120)}…`, ...fault },
    ]);
  });
});
