import { writtenMonth } from '../../../domain/shared/written-dates.js';

/** The month of a return's first data row, `yyyy-mm`; `unknown` where it cannot be read, because the import will say why. */
export function firstMonth(beginning: Buffer): string {
  const [header = '', row = ''] = beginning.toString('latin1').split(/\r\n|\r|\n/);
  const position = cells(header).findIndex((name) => name.toLowerCase() === 'month');
  const month = writtenMonth(position < 0 ? '' : (cells(row)[position] ?? ''));
  return 'value' in month ? month.value : 'unknown';
}

const byteOrderMark = '\u00EF\u00BB\u00BF';

const cells = (line: string): readonly string[] =>
  (line.startsWith(byteOrderMark) ? line.slice(byteOrderMark.length) : line).split(',').map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
