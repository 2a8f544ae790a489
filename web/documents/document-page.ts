import { escaped, htmlPage } from './html.js';
import { type RecordDocument, type RecordField, type RecordTable } from '../../domain/model-record/document.js';

/** A record as a page of its own, readable without a script, a font or a picture from elsewhere. */
export const documentPage = ({ title, notices, sections }: RecordDocument): string =>
  htmlPage({
    title,
    notices,
    body: sections
      .map(
        ({ title: section, fields }) =>
          `<section>\n<h2>${escaped(section)}</h2>\n<dl>\n${fields.map(fieldPage).join('\n')}\n</dl>\n</section>`,
      )
      .join('\n'),
  });

const fieldPage = ({ id, title, text, table }: RecordField): string => {
  const heading = `${id} ${title}`.trim();
  return [
    `<dt>${escaped(heading)}</dt>`,
    ...text.map((paragraph) => `<dd>${escaped(paragraph)}</dd>`),
    ...(table ? [`<dd>${tablePage(heading, table)}</dd>`] : []),
  ].join('\n');
};

const tablePage = (caption: string, { columns, rows }: RecordTable): string =>
  [
    `<table><caption>${escaped(caption)}</caption>`,
    `<thead><tr>${columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map(
      ([name = '', ...cells]) =>
        `<tr><th scope="row">${escaped(name)}</th>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
    ),
    '</tbody></table>',
  ].join('\n');
