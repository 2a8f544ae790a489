import { type Report } from '../report.js';
import { type Cell, type Section, type Table } from '../section.js';
import { originInWords } from '../origin.js';

const lineWidth = 78;

/** The report as plain text, for e-mail and for those who print little. */
export function renderText(report: Report): string {
  const { title, subtitle, notices, narrative, sections, standing, version } = report;
  const parts = [
    ...notices.map((notice) => `*** ${notice} ***`),
    [title, '='.repeat(Math.min(lineWidth, title.length)), subtitle].join('\n'),
    ...narrative,
    `Written by: ${version.writtenBy}.`,
    ...sections.map(sectionText),
    ['About this report', '-----------------'].join('\n'),
    ...standing,
    `Version ${version.reportVersion}, ${version.standing}, made on ${version.createdOn}. Model ${version.modelVersion}, policy ${version.policyVersion}.`,
  ];
  return `${parts
    .map(printable)
    .filter((part) => part !== '')
    .map(wrapped)
    .join('\n\n')}\n`;
}

function sectionText({ title, paragraphs, table, list = [], parts = [] }: Section): string {
  return [
    [title, '-'.repeat(title.length)].join('\n'),
    ...paragraphs,
    ...(table ? [tableText(table)] : []),
    ...(list.length > 0 ? [list.map((item) => `- ${item}`).join('\n')] : []),
    ...parts.map((part) => [part.title, ...part.paragraphs, ...part.list.map((item) => `- ${item}`)].join('\n')),
  ].join('\n\n');
}

/** One block a row: names of similar schools and reasons are too long for columns. */
const tableText = ({ columns, rows }: Table): string =>
  rows
    .map(({ head, cells }) =>
      [head, ...cells.map((cell, index) => `    ${columns[index + 1] ?? ''}: ${cellText(cell)}`)].join('\n'),
    )
    .join('\n');

const cellText = (cell: Cell): string =>
  'text' in cell ? cell.text : `${cell.figure.shown} [${originInWords(cell.figure.origin)}]`;

/** Without what does not print; a name may hold anything. */
const printable = (text: string): string => text.replaceAll(/[^\P{C}\n]/gu, ' ').trimEnd();

const wrapped = (text: string): string => text.split('\n').map(wrappedLine).join('\n');

/** A row of a table and an item of a list go on further in; a paragraph goes on where it began. */
function wrappedLine(line: string): string {
  const [lead = ''] = /^(?: {4}|- )?/.exec(line) ?? [];
  const indent = lead === '' ? '' : ' '.repeat(lead.length + 2);
  const lines: string[] = [];
  let current = lead;
  for (const word of line.slice(lead.length).split(' ')) {
    const isFresh = current === lead || current === indent;
    if (!isFresh && current.length + 1 + word.length > lineWidth) {
      lines.push(current);
      current = `${indent}${word}`;
    } else current = isFresh ? `${current}${word}` : `${current} ${word}`;
  }
  return [...lines, current].join('\n');
}
