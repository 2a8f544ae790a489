import { type Report } from '../report.js';

/** The report as data, with every figure's value, source and date. */
export const reportJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
