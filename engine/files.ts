import fs from 'node:fs';

/** Writes a file that others see whole or not at all; readable by this user only. */
export function writeFileWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.draft`;
  fs.writeFileSync(draft, text, { mode: 0o600 });
  fs.renameSync(draft, file);
}
