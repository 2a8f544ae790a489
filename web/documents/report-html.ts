import { type Report } from '../../domain/report/report.js';
import { type Cell, type Section, type Table } from '../../domain/report/section.js';
import { chartOf } from './report-chart.js';
import { escapeHtml } from './report-escape.js';
import { originInWords } from '../../domain/report/origin.js';
import { reportStyle } from './report-style.js';

/** The report as one page: no script, nothing loaded from elsewhere, usable on paper and by a screen reader. */
export function renderHtml(report: Report): string {
  const { title, subtitle, notices, narrative, sections, standing, version } = report;
  const chart = chartOf(report);
  return [
    '<!DOCTYPE html>',
    '<html lang="en-GB">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex, nofollow">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${reportStyle}</style>`,
    '</head>',
    '<body>',
    '<a class="skip-link" href="#main">Skip to main content</a>',
    `<header>${paragraphs([subtitle])}</header>`,
    '<main id="main">',
    ...notices.map((notice) => `<p class="notice" role="note"><strong>${escapeHtml(notice)}</strong></p>`),
    `<h1>${escapeHtml(title)}</h1>`,
    `<section aria-labelledby="summary"><h2 id="summary">Summary</h2>${paragraphs(narrative)}<p class="hint">Written by: ${escapeHtml(version.writtenBy)}.</p></section>`,
    ...(chart === ''
      ? []
      : [`<figure>${chart}<figcaption>The figures of this chart are in the tables below.</figcaption></figure>`]),
    ...sections.map(sectionHtml),
    '</main>',
    `<footer><h2>About this report</h2>${paragraphs(standing)}<p class="hint">Version ${version.reportVersion}, ${escapeHtml(version.standing)}, made on ${escapeHtml(version.createdOn)}. Model ${escapeHtml(version.modelVersion)}, policy ${escapeHtml(version.policyVersion)}.</p></footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('');

const items = (texts: readonly string[]): string =>
  texts.length === 0 ? '' : `<ul>${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>`;

function sectionHtml({ id, title, paragraphs: texts, table, list = [], parts = [] }: Section): string {
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}">${escapeHtml(title)}</h2>`,
    paragraphs(texts),
    table ? tableHtml(table) : '',
    items(list),
    ...parts.map((part) => `<h3>${escapeHtml(part.title)}</h3>${paragraphs(part.paragraphs)}${items(part.list)}`),
    '</section>',
  ].join('\n');
}

const tableHtml = ({ caption, columns, rows }: Table): string =>
  [
    '<table>',
    `<caption>${escapeHtml(caption)}</caption>`,
    `<thead><tr>${columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map(
      ({ head, cells }) => `<tr><th scope="row">${escapeHtml(head)}</th>${cells.map(cellHtml).join('')}</tr>`,
    ),
    '</tbody>',
    '</table>',
  ].join('\n');

const cellHtml = (cell: Cell): string =>
  'text' in cell
    ? `<td>${escapeHtml(cell.text)}</td>`
    : `<td>${escapeHtml(cell.figure.shown)}<br><small>${escapeHtml(originInWords(cell.figure.origin))}</small></td>`;
