/** Writes a command's result: a table or sentence for people, or one JSON object as the last line of standard output. */
export function writeResult(isJson: boolean | undefined, result: unknown, words: string): void {
  process.stdout.write(isJson === true ? `${JSON.stringify(result)}\n` : `${words}\n`);
}

/** Writes progress and remarks to standard error, so that standard output holds the result alone. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** A plain table with padded columns; numbers are aligned right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, String(cell).length)));
  const line = (row: readonly (string | number)[]): string =>
    row
      .map((cell, column) =>
        typeof cell === 'number' ? String(cell).padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}
