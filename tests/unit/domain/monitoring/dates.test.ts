import { expect, it } from 'vitest';
import { isDate } from '../../../../domain/shared/school-calendar.js';

it.each([
  ['2025-02-28', true],
  ['2024-02-29', true],
  ['2025-02-29', false],
  ['2025-02-31', false],
  ['2025-13-01', false],
  ['2025-2-1', false],
  ['', false],
])('"%s" is a date of the calendar: %s', (text, expected) => {
  expect(isDate(text)).toBe(expected);
});
