import { join } from 'node:path';
import { type PanelRow, panelRow } from '../../../evidence/backtest/panel-row.js';
import { type PanelTable } from '../../../evidence/backtest/panel-table.js';

export { type PanelRow };

export const panelPath = (folder: string): string => join(folder, 'panel_201314_201718.csv.gz');

/** The rows of a panel as objects. */
export const panelRows = (table: PanelTable): readonly PanelRow[] =>
  Array.from({ length: table.count }, (_, row) => panelRow(table, row));
