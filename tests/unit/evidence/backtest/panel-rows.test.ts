import { describe, expect, it } from 'vitest';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { panelIndex, rowOf } from '../../../../evidence/backtest/panel-frame.js';
import { emptyTable, panelWords, phases } from '../../../../evidence/backtest/panel-table.js';

const [before, now] = [academicYear('202223'), academicYear('202324')];
const usual = { year: before, urn: 900001, laestab: 9012001, phase: 'primary' as (typeof phases)[number] };

type Row = typeof usual;

/** The position of the school's row of the year before in a panel of these rows, -1 where there is none. */
function rowBefore(rows: readonly Partial<Row>[], school: Partial<Row> = {}): number {
  const words = panelWords();
  const table = { ...emptyTable(rows.length, words), count: rows.length };
  rows.forEach((change, position) => {
    const { year, urn, laestab, phase } = { ...usual, ...change };
    table.year[position] = words.years.codeOf(year);
    table.urn[position] = urn;
    table.laestab[position] = laestab;
    table.phase[position] = phases.indexOf(phase);
  });
  const { urn, laestab, phase } = { ...usual, ...school };
  return rowOf(panelIndex(table, [before, now]), { urn, laestab, phase: phases.indexOf(phase) }, before);
}

describe('a school’s row of another year', () => {
  it('is found by URN, else by LAESTAB', () => {
    expect(rowBefore([{}])).toBe(0);
    expect(rowBefore([{ urn: 900999 }])).toBe(0);
    expect(rowBefore([{ urn: 900999 }, { laestab: 9012009 }])).toBe(1);
  });

  it('is never one of another phase or year', () => {
    expect(rowBefore([{ phase: 'secondary' }])).toBe(-1);
    expect(rowBefore([{ year: now }])).toBe(-1);
  });

  it('is the first of duplicate rows, and none where the school has no LAESTAB to look up', () => {
    expect(rowBefore([{ laestab: 1 }, { laestab: 2 }])).toBe(0);
    expect(rowBefore([{ urn: 900999 }], { laestab: 0 })).toBe(-1);
  });
});
