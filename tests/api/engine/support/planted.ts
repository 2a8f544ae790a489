import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { generateEngland } from '../../../../synthetic/england.js';

type Row = Record<string, string>;

export interface Planted {
  readonly urns: readonly string[];
  /** Last year's absence of these schools, with a fifth of it missing. */
  readonly badFile: string;
  /** The same rows as they should have been. */
  readonly mendedFile: string;
  readonly remove: () => Promise<void>;
}

const lastYear = '202324';

/** A file of the department with wrong figures of some schools, and the file that mends it, both made from an invented England. */
export async function plantedFiles(
  england: { readonly schools: number; readonly seed: number },
  share: number,
): Promise<Planted> {
  const folder = await mkdtemp(join(tmpdir(), 'abie-planted-'));
  await generateEngland({ ...england, folder });
  const text = await readFile(join(folder, '1a_absence_3term_school.csv'), 'utf8');
  const rows = parse<Row>(text, { columns: true, bom: true });
  const ofLastYear = rows.filter((row) => row['time_period'] === lastYear && /^\d/.test(row['sess_overall'] ?? ''));
  const apart = Math.ceil(ofLastYear.length / Math.ceil(england.schools * share));
  const planted = ofLastYear.filter((_, index) => index % apart === 0);
  const write = async (name: string, content: readonly Row[]): Promise<string> => {
    const path = join(folder, name, '1a_absence_3term_school.csv');
    await mkdir(join(folder, name));
    await writeFile(path, stringify([...content], { header: true }));
    return path;
  };
  return {
    urns: planted.map((row) => row['school_urn'] ?? ''),
    badFile: await write('bad', planted.map(withTooLittleAbsence)),
    mendedFile: await write('mended', planted),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A fifth of the authorised absence is missing, and every sum and percentage agrees with that. */
function withTooLittleAbsence(row: Row): Row {
  const count = (column: string): number => Number(row[column]);
  const missing = Math.floor(count('sess_authorised') / 5);
  const possible = count('sess_possible');
  const overall = count('sess_overall') - missing;
  const authorised = count('sess_authorised') - missing;
  return {
    ...row,
    sess_overall: String(overall),
    sess_authorised: String(authorised),
    sess_overall_percent: ((100 * overall) / possible).toFixed(5),
    sess_authorised_percent: ((100 * authorised) / possible).toFixed(5),
  };
}
