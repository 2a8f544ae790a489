import iconv from 'iconv-lite';
import { type TextEncoding } from './inspect.js';
import { type SpooledFile } from './spool.js';

/** The physical lines of a file, decoded, without their ends and without a byte order mark. */
export async function* readLines(file: SpooledFile, encoding: TextEncoding): AsyncGenerator<string> {
  // Node's own windows-1252 turns 0x92 into a control character; iconv-lite returns the apostrophe.
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  let rest = '';
  for await (const chunk of file.open() as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield withoutReturn(line);
  }
  rest += decoder.end() ?? '';
  if (rest !== '') yield withoutReturn(rest);
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
