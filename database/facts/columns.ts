/** A row of a table of facts by its columns, with the batch and the line that it came from. */
export type FactRow = Readonly<Record<string, unknown>>;

/** A column, and how SQL gives its value as the importer wrote it. */
interface Column {
  readonly name: string;
  readonly sql: string;
}

/** The column of each field of a fact: the one list that reading goes by. Every field must be in it. */
export type Columns<Fact> = { readonly [Field in Exclude<keyof Fact, 'source' | 'marks'>]-?: Column };

export const plain = (name: string): Column => ({ name, sql: name });

/** A numeric column; the driver would give it as text. */
export const number = (name: string): Column => ({ name, sql: `${name}::float8 as ${name}` });

/** `yyyy-mm-dd`, without the time of day that the driver would add. */
export const date = (name: string): Column => ({ name, sql: `to_char(${name}, 'YYYY-MM-DD') as ${name}` });

/** SQL of these columns and of where the row came from. */
export const selected = <Fact>(columns: Columns<Fact>): string =>
  [...Object.values<Column>(columns), number('batch_id'), plain('line')].map(({ sql }) => sql).join(', ');

/** The fields that a row holds. A column without a value is left out, so that "not known" is never null. */
export const fieldsOf = <Fact>(columns: Columns<Fact>, row: FactRow): Partial<Fact> =>
  Object.fromEntries(
    Object.entries<Column>(columns).flatMap(([field, { name }]) => {
      const value = row[name];
      return value === null || value === undefined ? [] : [[field, value]];
    }),
  ) as Partial<Fact>;

/** Where a fact came from; `asOf` says what time it speaks of. */
export const sourceOf = (row: FactRow, asOf: string): { batchId: number; line: number; asOf: string } => ({
  batchId: row['batch_id'] as number,
  line: row['line'] as number,
  asOf,
});
