import { type Report } from '../../domain/report/report.js';
import { type Cell, type Section, type Table } from '../../domain/report/section.js';
import { chartOf } from './report-chart.js';
import { escaped, pageShell } from './html.js';
import { originInWords } from '../../domain/report/origin.js';
import { reportStyle } from './report-style.js';

/** The report as one page: no script, nothing loaded from elsewhere, usable on paper and by a screen reader. */
export function renderHtml(report: Report): string {
  const { title, subtitle, notices, narrative, sections, standing, version } = report;
  const chart = chartOf(report);
  const body = [
    '<a class="skip-link" href="#main">Skip to main content</a>',
    `<header>${paragraphs([subtitle])}</header>`,
    '<main id="main">',
    ...notices.map((notice) => `<p class="notice" role="note"><strong>${escaped(notice)}</strong></p>`),
    `<h1>${escaped(title)}</h1>`,
    `<section aria-labelledby="summary"><h2 id="summary">Summary</h2>${paragraphs(narrative)}<p class="hint">Written by: ${escaped(version.writtenBy)}.</p></section>`,
    ...(chart === ''
      ? []
      : [`<figure>${chart}<figcaption>The figures of this chart are in the tables below.</figcaption></figure>`]),
    ...sections.map(sectionHtml),
    '</main>',
    `<footer><h2>About this report</h2>${paragraphs(standing)}<p class="hint">Version ${version.reportVersion}, ${escaped(version.standing)}, made on ${escaped(version.createdOn)}. Model ${escaped(version.modelVersion)}, policy ${escaped(version.policyVersion)}.</p></footer>`,
  ].join('\n');
  return pageShell({
    language: 'en-GB',
    title,
    style: reportStyle,
    head: ['<meta name="robots" content="noindex, nofollow">'],
    body,
  });
}

const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${escaped(text)}</p>`).join('');

const items = (texts: readonly string[]): string =>
  texts.length === 0 ? '' : `<ul>${texts.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>`;

function sectionHtml({ id, title, paragraphs: texts, table, list = [], parts = [] }: Section): string {
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}">${escaped(title)}</h2>`,
    paragraphs(texts),
    table ? tableHtml(table) : '',
    items(list),
    ...parts.map((part) => `<h3>${escaped(part.title)}</h3>${paragraphs(part.paragraphs)}${items(part.list)}`),
    '</section>',
  ].join('\n');
}

const tableHtml = ({ caption, columns, rows }: Table): string =>
  [
    '<table>',
    `<caption>${escaped(caption)}</caption>`,
    `<thead><tr>${columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map(({ head, cells }) => `<tr><th scope="row">${escaped(head)}</th>${cells.map(cellHtml).join('')}</tr>`),
    '</tbody>',
    '</table>',
  ].join('\n');

const cellHtml = (cell: Cell): string =>
  'text' in cell
    ? `<td>${escaped(cell.text)}</td>`
    : `<td>${escaped(cell.figure.shown)}<br><small>${escaped(originInWords(cell.figure.origin))}</small></td>`;
