import { establishmentKind } from '../../domain/scope/establishment-type.js';
import { type NoteList } from '../import-note.js';
import { type TableRow } from './file-format.js';

/** Names of the downloads that hold a part of the register only. */
const partialName = /statefunded|state[-_ ]?school|academiesandfree|(?:^|[^a-z])open(?:[^a-z]|$)/i;

/** Says which schools a register does not have, and which types nobody has sorted yet. */
export class RegisterCoverage {
  readonly #fileName: string;
  readonly #notes: NoteList;
  readonly #unknownTypes = new Map<string, number>();
  #hasClosed = false;

  constructor(fileName: string, notes: NoteList) {
    this.#fileName = fileName;
    this.#notes = notes;
  }

  add({ type_code: type, type_name: name, status }: TableRow): void {
    this.#hasClosed ||= status === 'closed';
    if (status === 'closed' || establishmentKind(String(type)) !== 'unknown-type') return;
    const words = name === null || name === undefined ? String(type) : `${type} (${name})`;
    this.#unknownTypes.set(words, (this.#unknownTypes.get(words) ?? 0) + 1);
  }

  finish(): void {
    for (const [type, schools] of this.#unknownTypes)
      this.#notes.add(
        `Establishment type ${type} is not in the list of types; ${schools} open establishments have it. A person decides for each of them.`,
      );
    if (this.#hasClosed && !partialName.test(this.#fileName)) return;
    this.#notes.add(
      'This is a part of the register: closed schools and predecessors are not in it. A school that is missing here is not taken as closed, ' +
        'and nothing says which schools have closed or what came before a new school. For that, import "all establishments" (edubasealldata).',
    );
  }
}
