import { escaped } from '../html.js';
import { type Estimate } from '../../../domain/fairness/estimate.js';
import { type GroupResult } from '../../../domain/fairness/results.js';
import { type Column } from './columns.js';

/** A group as a row of small charts: the last judged year, and the one before it where there is one. */
export interface ChartRow {
  readonly title: string;
  readonly last: GroupResult;
  readonly before?: GroupResult;
}

export interface Chart {
  /** Begins the ids of this chart's parts, so that a page may have several. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly columns: readonly Column[];
  readonly rows: readonly ChartRow[];
}

const labelWidth = 330;
const columnWidth = 130;
const gap = 16;
const top = 46;
const rowHeight = 24;
const bottom = 24;

const number = (value: number): string => value.toFixed(1);
const left = (position: number): number => labelWidth + position * (columnWidth + gap);

/** Small multiples as SVG: a dot with its 95 % interval; the shaded area is what the bounds allow. Nothing is shown by colour alone. */
export function chartSvg({ id, title, description, columns, rows }: Chart): string {
  const width = left(columns.length);
  const height = top + rows.length * rowHeight + bottom;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-description" font-family="Arial, sans-serif" font-size="13">`,
    `<title id="${id}-title">${escaped(title)}</title>`,
    `<desc id="${id}-description">${escaped(description)}</desc>`,
    ...columns.map((column, position) => columnSvg(column, left(position), rows.length)),
    ...rows.map((row, position) => rowSvg(row, columns, top + (position + 0.5) * rowHeight)),
    '</svg>',
  ].join('\n');
}

function columnSvg(column: Column, x: number, rows: number): string {
  const foot = top + rows * rowHeight;
  const place = placeIn(column, x);
  const { allowed, aim } = column;
  return [
    `<text x="${x}" y="18" font-weight="bold">${escaped(column.title)}</text>`,
    `<rect x="${x}" y="${top}" width="${columnWidth}" height="${rows * rowHeight}" fill="#ffffff" stroke="#b1b4b6"/>`,
    ...(allowed
      ? [
          `<rect x="${number(place(allowed.least))}" y="${top}" width="${number(place(allowed.greatest) - place(allowed.least))}" height="${rows * rowHeight}" fill="#e8f0f8"/>`,
        ]
      : []),
    ...(aim === undefined
      ? []
      : [
          `<line x1="${number(place(aim))}" x2="${number(place(aim))}" y1="${top}" y2="${foot}" stroke="#505a5f" stroke-dasharray="3 3"/>`,
        ]),
    `<text x="${x}" y="${top - 6}" fill="#505a5f" font-size="11">${escaped(column.shown(column.least))}</text>`,
    `<text x="${x + columnWidth}" y="${top - 6}" fill="#505a5f" font-size="11" text-anchor="end">${escaped(column.shown(column.greatest))}</text>`,
  ].join('\n');
}

/** The horizontal place of a value; a value outside the scale is shown at its edge. */
const placeIn =
  ({ least, greatest }: Column, x: number) =>
  (value: number): number =>
    x + columnWidth * Math.min(1, Math.max(0, (value - least) / (greatest - least)));

function rowSvg({ title, last, before }: ChartRow, columns: readonly Column[], y: number): string {
  return [
    `<text x="0" y="${number(y + 4)}">${escaped(title)}</text>`,
    ...columns.flatMap((column, position) => {
      const x = left(position);
      const place = placeIn(column, x);
      if (!last.measures)
        return position === 0
          ? [`<text x="${x + 6}" y="${number(y + 4)}" fill="#505a5f" font-size="11">too few to show</text>`]
          : [];
      return [
        ...(before?.measures ? [markSvg(before.measures[column.measure], place, y + 5, false)] : []),
        markSvg(last.measures[column.measure], place, before?.measures ? y - 4 : y, true),
      ];
    }),
  ].join('\n');
}

/** Filled: the last judged year. Hollow: the year before. */
function markSvg({ value, low, high }: Estimate, place: (value: number) => number, y: number, isLast: boolean): string {
  const line = `<line x1="${number(place(low))}" x2="${number(place(high))}" y1="${number(y)}" y2="${number(y)}" stroke="#0b0c0c" stroke-width="${isLast ? 1.5 : 0.8}"/>`;
  const dot = `<circle cx="${number(place(value))}" cy="${number(y)}" r="${isLast ? 3.5 : 3}" fill="${isLast ? '#0b0c0c' : '#ffffff'}" stroke="#0b0c0c"/>`;
  return line + dot;
}
