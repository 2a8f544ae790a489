import { type SpooledFile } from './spool.js';

export type TextEncoding = 'utf-8' | 'windows-1252';

export type Inspection = { readonly encoding: TextEncoding } | { readonly problem: string; readonly remedy: string };

/** Uncompressed; the largest published file is about 60 MB. Protects the disk against a compressed file that expands without end. */
const largestContentBytes = 1024 ** 3;

const saveAsCsv = 'Save the file as "CSV UTF-8 (comma delimited)" and import that.';

/**
 * Finds the encoding by reading the whole content: strict UTF-8 first, else Windows-1252, in which the establishment register is published.
 * One byte late in the file can decide, so a sample is not enough.
 */
export async function inspect(file: SpooledFile): Promise<Inspection> {
  const wrongType = foreignFormat(file.firstBytes);
  if (wrongType !== undefined) return wrongType;
  if (file.byteCount === 0) return { problem: 'The file is empty.', remedy: 'Download or export it again.' };
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let byteCount = 0;
  try {
    for await (const chunk of file.open() as AsyncIterable<Buffer>) {
      byteCount += chunk.length;
      if (byteCount > largestContentBytes)
        return {
          problem: 'The content is larger than 1 GiB.',
          remedy: 'Split the file, or check that it is the right one.',
        };
      isUtf8 &&= decodes(() => decoder.decode(chunk, { stream: true }));
    }
  } catch {
    return {
      problem: 'The compressed content is damaged or cut short.',
      remedy: 'Download or compress the file again.',
    };
  }
  isUtf8 &&= decodes(() => decoder.decode());
  return { encoding: isUtf8 ? 'utf-8' : 'windows-1252' };
}

function decodes(attempt: () => string): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

function foreignFormat(bytes: Uint8Array): Inspection | undefined {
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b)
    return {
      problem: 'The file is a spreadsheet or a zip archive, not CSV.',
      remedy: `Unpack the archive, or open the workbook. ${saveAsCsv}`,
    };
  if (first === 0xd0 && second === 0xcf)
    return { problem: 'The file is an old spreadsheet, not CSV.', remedy: saveAsCsv };
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { problem: 'The file is written in UTF-16.', remedy: saveAsCsv };
  return undefined;
}
