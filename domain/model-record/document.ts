/** A table of a record, as text. */
export interface RecordTable {
  readonly columns: readonly string[];
  /** The first cell of each row names it. */
  readonly rows: readonly (readonly string[])[];
}

/** One numbered field: what a form asks, and what is answered. */
export interface RecordField {
  readonly id: string;
  readonly title: string;
  readonly text: readonly string[];
  readonly table?: RecordTable;
}

export interface RecordSection {
  readonly title: string;
  readonly fields: readonly RecordField[];
}

/** A record as data; text and page are made from this one structure. */
export interface RecordDocument {
  readonly title: string;
  readonly notices: readonly string[];
  readonly sections: readonly RecordSection[];
}

/** One field of words. */
export const field = (id: string, title: string, ...text: readonly string[]): RecordField => ({ id, title, text });

/** Fields that are asked for and say nothing, by number and title. */
export const emptyFields = ({ sections }: RecordDocument): readonly string[] =>
  sections.flatMap(({ fields }) =>
    fields
      .filter(({ text, table }) => text.every((line) => line.trim() === '') && (table?.rows.length ?? 0) === 0)
      .map(({ id, title }) => `${id} ${title}`.trim()),
  );
