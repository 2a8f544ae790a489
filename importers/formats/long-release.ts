import { type PublishedFigure } from '../../domain/shared/published-figure.js';
import { plainCode } from '../reading/codes.js';
import { FigureColumns } from '../reading/marks.js';
import { countRule, figureIn } from '../reading/numbers.js';
import { type Row } from '../reading/row.js';
import { type MappedRow, type TableRow } from './file-format.js';

export const longColumns = ['attendance_reason', 'session_count'] as const;

export const isLong = (row: Row): boolean => longColumns.every((column) => row.has(column));

type Measure = 'attendance' | 'absence';

const measures: ReadonlyMap<string, Measure> = new Map([
  ['overall attendance', 'attendance'],
  ['overall absence', 'absence'],
]);

interface Held {
  readonly line: number;
  readonly key: TableRow;
  readonly figures: Partial<Record<Measure, PublishedFigure>>;
}

/** Puts the rows of the long layout together: an area's overall attendance and its overall absence are one row of the table. */
export class LongRelease {
  readonly #held = new Map<string, Held>();

  measureIn(row: Row): Measure | 'unused' {
    return measures.get(plainCode(row.text('attendance_reason'))) ?? 'unused';
  }

  take(row: Row, key: TableRow, measure: Measure): 'held' | undefined {
    const figure = figureIn(row, 'session_count', countRule);
    if (row.hasProblem || figure === undefined) return undefined;
    const id = JSON.stringify(key);
    const held = this.#held.get(id) ?? { line: row.line, key, figures: {} };
    this.#held.set(id, held);
    const earlier = held.figures[measure];
    if (earlier === undefined) held.figures[measure] = figure;
    else if (JSON.stringify(earlier) !== JSON.stringify(figure))
      row.report('session_count', {
        problem: `An earlier row, from line ${held.line} on, has another figure for the same subject.`,
        remedy: 'Keep one of the two rows.',
      });
    return 'held';
  }

  /** Possible sessions are attendance and absence together; source: docs/sources/absence-statistics.md#rates. */
  *rows(): Generator<MappedRow> {
    for (const { line, key, figures } of this.#held.values()) {
      const { attendance, absence } = figures;
      const columns = new FigureColumns();
      yield {
        line,
        cells: {
          ...key,
          possible_sessions: columns.take('possible_sessions', sumOf(attendance, absence)),
          absence_sessions: columns.take('absence_sessions', absence),
          marks: columns.toJson(),
        },
      };
    }
  }
}

function sumOf(
  attendance: PublishedFigure | undefined,
  absence: PublishedFigure | undefined,
): PublishedFigure | undefined {
  if (attendance?.kind === 'value' && absence?.kind === 'value')
    return { kind: 'value', value: attendance.value + absence.value };
  return attendance?.kind === 'value' ? absence : attendance;
}
