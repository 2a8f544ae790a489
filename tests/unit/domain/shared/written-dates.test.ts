import { describe, expect, test } from 'vitest';
import { writtenDate, writtenMonth } from '../../../../domain/shared/written-dates.js';

describe('a month in a return', () => {
  test.each([
    ['2026-10', '2026-10'],
    ['Oct-26', '2026-10'],
    ['oct 2026', '2026-10'],
    ['October 2026', '2026-10'],
    ['Sept-26', '2026-09'],
    ['10/2026', '2026-10'],
    ['01/10/2026', '2026-10'],
    ['01-Oct-26', '2026-10'],
    ['2026-10-01 00:00:00', '2026-10'],
    [' Feb-27 ', '2027-02'],
  ])('is read from %s', (text, value) => {
    expect(writtenMonth(text)).toEqual({ value });
  });

  test.each([
    ['26-Oct', 'spreadsheet'],
    ['46296', 'spreadsheet'],
    ['#######', 'spreadsheet'],
    ['10/26', 'spreadsheet'],
    ['14/10/2026', 'spreadsheet'],
    ['2026-13', 'unknown'],
    ['13/2026', 'unknown'],
    ['Octember 2026', 'unknown'],
    ['October', 'unknown'],
    ['', 'unknown'],
  ])('is refused as %s', (text, unreadable) => {
    expect(writtenMonth(text)).toEqual({ unreadable });
  });
});

describe('a date in a return', () => {
  test.each([
    ['2026-11-14', '2026-11-14'],
    ['14/11/2026', '2026-11-14'],
    ['14-11-2026', '2026-11-14'],
    ['14.11.2026', '2026-11-14'],
    ['14/11/26', '2026-11-14'],
    ['4/1/2027', '2027-01-04'],
    ['14-Nov-26', '2026-11-14'],
    ['14 November 2026', '2026-11-14'],
    ['14/11/2026 00:00', '2026-11-14'],
    ['2026/11/14', '2026-11-14'],
  ])('is read from %s', (text, value) => {
    expect(writtenDate(text)).toEqual({ value });
  });

  test.each([
    ['11/14/2026', 'month-first'],
    ['46340', 'spreadsheet'],
    ['14-Nov', 'spreadsheet'],
    ['Nov-26', 'spreadsheet'],
    ['31/11/2026', 'unknown'],
    ['29/02/2027', 'unknown'],
    ['14/11-2026', 'unknown'],
    ['soon', 'unknown'],
    ['', 'unknown'],
  ])('is refused as %s', (text, unreadable) => {
    expect(writtenDate(text)).toEqual({ unreadable });
  });
});
