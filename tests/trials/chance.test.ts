import { beforeAll, describe, expect, test } from 'vitest';
import { chanceTable, chanceText, type ChanceTable } from '../../evidence/chance/table.js';
import { judgeMonths } from '../../domain/monitoring/judgement.js';
import { evaluateYear } from '../../domain/monitoring/year-end.js';
import { normalDraws } from '../../evidence/random-draws.js';
import {
  exampleInput,
  exampleMonths,
  wasEverDue,
  type ExampleSchool,
} from '../unit/domain/monitoring/school-year-example.js';

/** `npm run simulate:chance` draws 10,000 years of seven sizes; here a tenth of it, of three. */
describe('the chance of a proposal of support', { timeout: 60_000 }, () => {
  let table: ChanceTable;

  beforeAll(() => {
    table = chanceTable(1000, [30, 240, 1000]);
  });

  test('is at most one year in twenty for a school at its expectation, in every phase and size', () => {
    expect(table.atTheCeiling).toHaveLength(9);
    for (const row of table.atTheCeiling) expect(row.proposed).toBeLessThanOrEqual(0.05);
  });

  test('is above zero for a school at its expectation, so that the rule can still detect', () => {
    for (const row of table.atTheCeiling) expect(row.proposed).toBeGreaterThan(0.005);
  });

  test('is at least four years in five by Easter for a mainstream school of 1,000 one point short', () => {
    const mainstream = table.onePointShort.filter(({ phase }) => phase !== 'special');
    for (const row of mainstream) expect(row.proposedByEaster).toBeGreaterThanOrEqual(0.8);
  });

  test('is printed as a readable table', () => {
    expect(chanceText(table)).toMatch(/1000 years each, policy monitoring-2025-3[^]*240 .*%[^]*found by Easter/);
  });

  test('gives the same table for the same seed', () => {
    expect(chanceTable(20, [60])).toEqual(chanceTable(20, [60]));
  });
});

describe('judging a year as a whole', () => {
  const levels = { primary: 5.3, secondary: 8.6 } as const;
  /** One month's variance; source: docs/sources/statistics.md#noise-of-a-month. */
  const monthVariance = { primary: 0.016 + 246 / 1000, secondary: 0.012 + 468 / 1000 } as const;

  test.each(['primary', 'secondary'] as const)(
    'nearly always finds a %s school of 1,000 that is two points short, and hardly ever one that is not',
    (phase) => {
      const draw = normalDraws(phase.length);
      const years = (shortPoints: number): readonly { readonly isDue: boolean; readonly isNotMet: boolean }[] =>
        Array.from({ length: 200 }, () => {
          const strays = Array.from({ length: 11 }, () => Math.sqrt(monthVariance[phase]) * draw());
          const school: ExampleSchool = { phase, enrolments: 1000, absencePercent: levels[phase] + shortPoints };
          const input = exampleInput(school, 100 - levels[phase], { months: exampleMonths(school, strays) });
          return {
            isDue: wasEverDue(judgeMonths(input).checks, input.policy),
            isNotMet: evaluateYear({ ...input, rungs: [], nationalShiftPoints: 0 }).outcome === 'not-met',
          };
        });
      const short = years(2);
      expect(short.filter(({ isDue }) => isDue).length).toBeGreaterThanOrEqual(190);
      expect(short.filter(({ isNotMet }) => isNotMet).length).toBeGreaterThanOrEqual(190);
      expect(years(0).filter(({ isNotMet }) => isNotMet).length).toBeLessThanOrEqual(10);
    },
  );
});
