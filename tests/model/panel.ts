import { join } from 'node:path';
import { panelFrame as frameOf, panelIndex } from '../../backtest/panel-frame.js';
import { type PanelRow } from '../../backtest/panel-row.js';
import { readPanel as readPanelFile } from '../../backtest/read-panel.js';
import { type Frame } from '../../domain/baseline/types.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';

export { type PanelRow };

export const panelPath = (folder: string): string => join(folder, 'panel_201314_201718.csv.gz');

export const readPanel = (folder: string): readonly PanelRow[] => readPanelFile(panelPath(folder)).rows;

/** The schools open in a target year with what was known before it, and their outcome. */
export const panelFrame = (rows: readonly PanelRow[], targetYear: AcademicYear): Frame =>
  frameOf(
    panelIndex(rows),
    rows.filter(({ academicYear }) => academicYear === targetYear),
    targetYear,
  );
