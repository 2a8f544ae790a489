import { type Remarks } from './remarks.js';

/** A column of a format, by the name the publisher gives it now; `aliases` are the names of other years. Columns not listed are ignored. */
export interface ColumnRule {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly isOptional?: boolean;
}

export interface Header {
  /** Cell position by the rule's name; a column that the file lacks has none. */
  readonly positions: ReadonlyMap<string, number>;
  /** The names as the file writes them, by cell position. */
  readonly names: readonly string[];
}

const normal = (name: string): string => name.trim().toLowerCase();

/** Finds each column; names match whatever their case. */
export function readHeader(names: readonly string[], rules: readonly ColumnRule[]): Header {
  const byName = new Map<string, number>();
  for (const [position, name] of names.entries()) if (!byName.has(normal(name))) byName.set(normal(name), position);
  const positions = new Map<string, number>();
  for (const rule of rules) {
    const position = [rule.name, ...(rule.aliases ?? [])]
      .map((name) => byName.get(normal(name)))
      .find((found) => found !== undefined);
    if (position !== undefined) positions.set(rule.name, position);
  }
  return { positions, names: names.map((name) => name.trim()) };
}

/** Whether the columns of one of the layouts are there. */
export const hasLayout = (header: Header, layouts: readonly (readonly string[])[] | undefined): boolean =>
  layouts === undefined || layouts.some((columns) => columns.every((column) => header.positions.has(column)));

export const missingColumns = (header: Header, rules: readonly ColumnRule[]): readonly ColumnRule[] =>
  rules.filter((rule) => rule.isOptional !== true && !header.positions.has(rule.name));

/**
 * Lists each missing column, and each needed column that is there twice: it is not clear which is meant. An optional column that is there
 * twice is not read, and columns that nobody reads are not judged. Returns the header to read by.
 */
export function checkHeader(
  header: Header,
  rules: readonly ColumnRule[],
  line: number,
  { errors, notes }: Remarks,
): Header {
  for (const rule of missingColumns(header, rules)) {
    const others = rule.aliases === undefined ? '' : ` (or ${rule.aliases.join(', ')})`;
    errors.add({
      line,
      column: rule.name,
      problem: `The column "${rule.name}"${others} is missing.`,
      remedy: 'Check that this is the right file and that its first row holds the published column names.',
    });
  }
  const positions = new Map(header.positions);
  for (const rule of rules) {
    const name = header.names[positions.get(rule.name) ?? -1];
    if (name === undefined || header.names.filter((other) => normal(other) === normal(name)).length === 1) continue;
    if (rule.isOptional === true) {
      positions.delete(rule.name);
      notes.add(`The column "${name}" is there twice and was not read; it is not needed.`);
    } else
      errors.add({
        line,
        column: name,
        problem: `The column "${name}" is there twice.`,
        remedy: 'Keep one of the two columns.',
      });
  }
  return { positions, names: header.names };
}
