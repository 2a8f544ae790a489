import { type ContextMeasure, type SchoolContext, censusContext } from '../domain/baseline/context.js';
import { type YearIndex, rowOfYear, yearIndex } from '../domain/baseline/history.js';
import { type Frame, type SchoolHistory } from '../domain/baseline/types.js';
import { type AcademicYear, shiftYear } from '../domain/shared/academic-year.js';
import { type PanelRow } from './panel-row.js';

/** The rows of a panel, found by school and year. */
export type PanelIndex = YearIndex<PanelRow>;

export const panelIndex = (rows: readonly PanelRow[]): PanelIndex => yearIndex(rows);

/** Years before the target year that a history holds. */
const yearsBack = [1, 2, 3, 4] as const;

const isFull = (context: SchoolContext): boolean =>
  censusContext.measures.every((measure) => context[measure] !== undefined);

/** The newest census of each measure known before the year; the roll of last year only, because rolls move. */
function contextBefore(lastYear: PanelRow | undefined, yearBefore: PanelRow | undefined): SchoolContext {
  if (lastYear !== undefined && isFull(lastYear.context)) return lastYear.context;
  const context: Partial<Record<ContextMeasure, number>> = {};
  for (const measure of censusContext.measures) {
    const older = measure === 'roll' ? undefined : yearBefore?.context[measure];
    const value = lastYear?.context[measure] ?? older;
    if (value !== undefined) context[measure] = value;
  }
  return context;
}

function historyOf(row: PanelRow, index: PanelIndex, years: readonly AcademicYear[]): SchoolHistory {
  const absence: PanelRow[] = [row];
  let lastYear: PanelRow | undefined;
  let yearBefore: PanelRow | undefined;
  years.forEach((year, back) => {
    const found = rowOfYear(index, row, year);
    if (found === undefined) return;
    if (back === 0) lastYear = found;
    if (back === 1) yearBefore = found;
    absence.push(found);
  });
  return historyFrom(row, absence, contextBefore(lastYear, yearBefore), lastYear?.enrolments);
}

function historyFrom(
  { urn, laestab, phase, regionCode, laCode, isSelective }: PanelRow,
  absence: readonly PanelRow[],
  context: SchoolContext,
  enrolments: number | undefined,
): SchoolHistory {
  const history = { urn, laestab, phase, regionCode, laCode, isSelective, absence, context };
  return enrolments === undefined ? history : { ...history, enrolments };
}

/**
 * The schools of a target year with what was known before it, and their outcome where they have one. A school's own census of the
 * target year is never among it: that would be look-ahead.
 */
export function panelFrame(index: PanelIndex, schools: readonly PanelRow[], targetYear: AcademicYear): Frame {
  const years = yearsBack.map((back) => shiftYear(targetYear, -back));
  return { targetYear, schools: schools.map((row) => historyOf(row, index, years)) };
}
