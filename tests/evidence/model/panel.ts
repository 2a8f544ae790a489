import { join } from 'node:path';
import { type PanelRow, panelRows } from '../../../evidence/backtest/panel-row.js';
import { readPanel as readPanelFile } from '../../../evidence/backtest/read-panel.js';

export { type PanelRow };

export const panelPath = (folder: string): string => join(folder, 'panel_201314_201718.csv.gz');

/** The rows of the national panel. */
export const readPanel = (folder: string): readonly PanelRow[] => panelRows(readPanelFile(panelPath(folder)).table);
