import { type Case } from './case.js';
import { comparisons } from './cases/comparisons.js';
import { irrelevantCells } from './cases/irrelevant-cells.js';
import { monthlyReturns } from './cases/monthly-returns.js';
import { publishedLayouts } from './cases/published-layouts.js';
import { wrongData } from './cases/wrong-data.js';

/** Every case that is checked, by its number. A new group is a file in `cases/` and a line here. */
export const allCases: readonly Case[] = [
  ...publishedLayouts,
  ...irrelevantCells,
  ...wrongData,
  ...monthlyReturns,
  ...comparisons,
].sort((a, b) => (a.id < b.id ? -1 : 1));
