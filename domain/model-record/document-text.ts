import { type RecordDocument, type RecordField, type RecordTable } from './document.js';

const lineLength = 100;

/** A record for a terminal or a text file. */
export const documentText = ({ title, notices, sections }: RecordDocument): string =>
  [
    underlined(title, '='),
    ...notices,
    ...sections.map(({ title: section, fields }) => [underlined(section, '-'), ...fields.map(fieldText)].join('\n\n')),
  ].join('\n\n');

const underlined = (text: string, line: string): string => `${text}\n${line.repeat(text.length)}`;

function fieldText({ id, title, text, table }: RecordField): string {
  return [
    `${id} ${title}`.trim(),
    ...text.flatMap((paragraph) => wrapped(paragraph).map((line) => `  ${line}`)),
    ...(table ? [tableText(table)] : []),
  ].join('\n');
}

function wrapped(paragraph: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + word.length >= lineLength) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function tableText({ columns, rows }: RecordTable): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
