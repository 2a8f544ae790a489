import knex, { type Knex } from 'knex';

/** The pool of connections of one process, or a transaction on it: what every read and write takes. */
export type Database = Knex;

/** Writes that belong together: all of them are kept, or none. */
export type Transaction = Knex.Transaction;

/** Opens the pool; once per process, by what puts the process together, which destroys it at the end. */
export const openDatabase = (url: string): Database =>
  knex({ client: 'pg', connection: url, pool: { min: 0, max: 12 } });

/** Whether the database answers within two seconds. */
export async function isReachable(db: Database): Promise<boolean> {
  try {
    await db.raw('select 1').timeout(2_000);
    return true;
  } catch {
    return false;
  }
}

type Nullable<Row> = { [Column in keyof Row]: null extends Row[Column] ? Column : never }[keyof Row];

type Value<Row, Json extends keyof Row, Column extends keyof Row> = Column extends Json
  ? string | Knex.Raw | Extract<Row[Column], null>
  : Row[Column] | Knex.Raw;

/** A row as it is inserted: JSON columns as text; columns that may be null or have a default may be left out. */
type Inserted<Row, Json extends keyof Row, Default extends keyof Row> = {
  readonly [Column in Exclude<keyof Row, Default | Nullable<Row>>]: Value<Row, Json, Column>;
} & { readonly [Column in Default | Nullable<Row>]?: Value<Row, Json, Column> };

/**
 * A table of the database by its row as it is read. What inserts a row must name every column, so that a new column cannot be forgotten.
 * `Json` are the columns of JSON, `Default` those that the database fills.
 */
export type Table<Row, Json extends keyof Row = never, Default extends keyof Row = never> = Knex.CompositeTableType<
  Row,
  Inserted<Row, Json, Default>,
  Partial<Inserted<Row, Json, Default>>
>;
