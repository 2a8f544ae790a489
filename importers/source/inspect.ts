import { type EncodedLines, LineEncodings } from './mixed-encoding.js';
import { type SpooledFile } from './spool.js';

export type TextEncoding = 'utf-8' | 'windows-1252';

interface Finding {
  readonly problem: string;
  readonly remedy: string;
  /** Where the fault is in lines; in the whole file otherwise. */
  readonly lines?: readonly number[];
}

type Inspection = { readonly encoding: TextEncoding } | Finding;

/** Uncompressed; the largest published file is about 60 MB. Protects the disk against a compressed file that expands without end. */
const largestContentBytes = 1024 ** 3;

const saveAsCsv = 'Save the file as "CSV UTF-8 (comma delimited)" and import that.';

/**
 * Finds the encoding by reading the whole content: strict UTF-8 first, else Windows-1252, in which the establishment register is published.
 * One byte late in the file can decide, so a sample is not enough. A file in which some lines are one and some the other is refused by line:
 * read as either, some of its names would be wrong.
 */
export async function inspect(file: SpooledFile): Promise<Inspection> {
  const wrongType = foreignFormat(file.firstBytes);
  if (wrongType !== undefined) return wrongType;
  if (file.byteCount === 0) return { problem: 'The file is empty.', remedy: 'Download or export it again.' };
  const lines = new LineEncodings();
  let byteCount = 0;
  try {
    for await (const chunk of file.open() as AsyncIterable<Buffer>) {
      byteCount += chunk.length;
      if (byteCount > largestContentBytes)
        return {
          problem: 'The content is larger than 1 GiB.',
          remedy: 'Split the file, or check that it is the right one.',
        };
      lines.add(chunk);
    }
  } catch {
    return {
      problem: 'The compressed content is damaged or cut short.',
      remedy: 'Download or compress the file again.',
    };
  }
  return encodingOf(lines.finish());
}

function encodingOf({ utf8, other }: EncodedLines): Inspection {
  if (other.length === 0) return { encoding: 'utf-8' };
  if (utf8.length === 0) return { encoding: 'windows-1252' };
  const isMostlyUtf8 = utf8.length >= other.length;
  return {
    problem: isMostlyUtf8
      ? 'The letters of this line are not UTF-8, as those of other lines are.'
      : 'The letters of this line are UTF-8, and those of other lines are Windows-1252.',
    remedy: 'Download the file again, or save it as "CSV UTF-8 (comma delimited)" and check the names on this line.',
    lines: isMostlyUtf8 ? other : utf8,
  };
}

function foreignFormat(bytes: Uint8Array): Finding | undefined {
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b)
    return {
      problem: 'The file is a spreadsheet or a zip archive, not CSV.',
      remedy: `Give a zip archive the ending .zip; open a workbook. ${saveAsCsv}`,
    };
  if (first === 0xd0 && second === 0xcf)
    return { problem: 'The file is an old spreadsheet, not CSV.', remedy: saveAsCsv };
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { problem: 'The file is written in UTF-16.', remedy: saveAsCsv };
  return undefined;
}
