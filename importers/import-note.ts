/** What was left out of a file, or could not be read and was not needed. It refuses nothing. */
export interface ImportNote {
  readonly note: string;
  /** How many rows it is true of; 0 when it is about the whole file. */
  readonly rows: number;
  /** The first lines, the header being line 1. */
  readonly lines: readonly number[];
}

const shownLines = 5;

/** Collects the notes of one file; the same words are one note, with the number of rows. */
export class NoteList {
  readonly #notes = new Map<string, { rows: number; readonly lines: number[] }>();

  add(note: string, line?: number): void {
    const held = this.#notes.get(note) ?? { rows: 0, lines: [] };
    this.#notes.set(note, held);
    if (line === undefined) return;
    held.rows += 1;
    if (held.lines.length < shownLines) held.lines.push(line);
  }

  get listed(): readonly ImportNote[] {
    return [...this.#notes].map(([note, { rows, lines }]) => ({ note, rows, lines }));
  }
}
