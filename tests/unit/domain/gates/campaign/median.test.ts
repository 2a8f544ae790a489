import { expect, it } from 'vitest';
import { median } from '../../../../../domain/gates/campaign/median.js';

it.each([
  [[], undefined],
  [[3], 3],
  [[10, 9], 9.5],
  [[10, 9, 1], 9],
  [[4, 100, 1, 2], 3],
])('the median of %j is %j, sorted by number and not by letter', (values, middle) => {
  expect(median(values)).toBe(middle);
});
