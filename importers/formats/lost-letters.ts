import { type ErrorList, wholeFile } from '../import-error.js';

/** The replacement character, or the bytes of one letter shown as two or three. */
const lostLetter = /\ufffd|\u00c3[\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]|\u00e2\u20ac/;

/** The register itself has a few names whose letters were lost long ago; many more mean that the file was opened and saved again. */
const [mostCells, mostShare] = [10, 0.005];

/** Checks that the names of a file have kept their letters. */
export class LostLetters {
  readonly #errors: ErrorList;
  #rows = 0;
  #damaged = 0;
  #example: string | undefined;

  constructor(errors: ErrorList) {
    this.#errors = errors;
  }

  note(text: string): void {
    this.#rows += 1;
    if (!lostLetter.test(text)) return;
    this.#damaged += 1;
    this.#example ??= text;
  }

  check(): void {
    if (this.#example === undefined || this.#damaged <= Math.max(mostCells, mostShare * this.#rows)) return;
    this.#errors.add({
      line: 1,
      column: wholeFile,
      value: this.#example,
      problem: `The letters of ${this.#damaged} names were lost: the file was saved in another encoding.`,
      remedy: 'Download the file again, and import it as it was published.',
    });
  }
}
