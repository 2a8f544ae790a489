import fs from 'node:fs';

/** Writes a file in one step, so that nobody reads a part of it; readable by this user only. */
export function writeFileWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.draft`;
  fs.writeFileSync(draft, text, { mode: 0o600 });
  fs.renameSync(draft, file);
}
