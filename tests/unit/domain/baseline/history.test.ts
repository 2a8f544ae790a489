import { describe, expect, it } from 'vitest';
import { type YearRow, rowOfYear, yearIndex } from '../../../../domain/baseline/history.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';

const [before, now] = [academicYear('202223'), academicYear('202324')];
const row = (change: Partial<YearRow> = {}): YearRow => ({
  academicYear: before,
  urn: '900001',
  laestab: '9012001',
  phase: 'primary',
  ...change,
});

describe('a school’s row of another year', () => {
  const school = row({ academicYear: now });

  it('is found by URN, else by LAESTAB', () => {
    expect(rowOfYear(yearIndex([row()]), school, before)).toEqual(row());
    const converted = row({ urn: '900999' });
    expect(rowOfYear(yearIndex([converted]), school, before)).toEqual(converted);
    expect(rowOfYear(yearIndex([converted, row({ laestab: '9012009' })]), school, before)?.urn).toBe('900001');
  });

  it('is never of another phase or another year', () => {
    expect(rowOfYear(yearIndex([row({ phase: 'secondary' })]), school, before)).toBeUndefined();
    expect(rowOfYear(yearIndex([row({ academicYear: now })]), school, before)).toBeUndefined();
  });

  it('is the first of doubled rows, and none where the school has no LAESTAB to look under', () => {
    expect(rowOfYear(yearIndex([row({ laestab: '1' }), row({ laestab: '2' })]), school, before)?.laestab).toBe('1');
    expect(
      rowOfYear(yearIndex([row({ urn: '900999' })]), { academicYear: now, urn: '900001', phase: 'primary' }, before),
    ).toBeUndefined();
  });
});
