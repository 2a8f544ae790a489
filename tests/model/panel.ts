import { join } from 'node:path';
import { panelFrame as frameOf, panelIndex } from '../../backtest/panel-frame.js';
import { type PanelRow, panelRows } from '../../backtest/panel-row.js';
import { type PanelTable, rowsOfYear, yearsIn } from '../../backtest/panel-table.js';
import { readPanel as readPanelFile } from '../../backtest/read-panel.js';
import { type Frame } from '../../domain/baseline/types.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';

export { type PanelRow };

export const panelPath = (folder: string): string => join(folder, 'panel_201314_201718.csv.gz');

const tables = new WeakMap<readonly PanelRow[], PanelTable>();

/** The rows of the national panel. Whoever wants frames of them gives them to `panelFrame` as they are. */
export function readPanel(folder: string): readonly PanelRow[] {
  const { table } = readPanelFile(panelPath(folder));
  const rows = panelRows(table);
  tables.set(rows, table);
  return rows;
}

/** The schools open in a target year with what was known before it, and their outcome. */
export function panelFrame(rows: readonly PanelRow[], targetYear: AcademicYear): Frame {
  const table = tables.get(rows);
  if (table === undefined) throw new Error('These rows were not read by readPanel.');
  return frameOf(panelIndex(table, yearsIn(table)), { table, rows: rowsOfYear(table, targetYear) }, targetYear);
}
