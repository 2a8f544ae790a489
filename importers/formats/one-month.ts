import { type ErrorList } from '../import-error.js';

/** Checks that a return has one month. The most frequent month counts as the file's, so that one mistake is one fault, on any line. */
export class OneMonth {
  readonly #errors: ErrorList;
  readonly #linesByMonth = new Map<string, number[]>();

  constructor(errors: ErrorList) {
    this.#errors = errors;
  }

  note(line: number, month: string): void {
    const lines = this.#linesByMonth.get(month);
    if (lines === undefined) this.#linesByMonth.set(month, [line]);
    else lines.push(line);
  }

  check(): void {
    const byCount = [...this.#linesByMonth].sort(([, a], [, b]) => b.length - a.length);
    const main = byCount[0]?.[0];
    if (main === undefined) return;
    for (const [month, lines] of byCount.slice(1)) {
      for (const line of lines) {
        this.#errors.add({
          line,
          column: 'month',
          value: month,
          problem: `The other rows are for ${main}.`,
          remedy: 'Send one file for each month, or correct the month.',
        });
      }
    }
  }
}
