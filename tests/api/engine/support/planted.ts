import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { generateEngland } from '../../../../demo/england/england.js';

type Row = Record<string, string>;

export interface Planted {
  readonly urns: readonly string[];
  /** Last year's absence of these schools, each pair with sessions of the one in the row of the other. */
  readonly badFile: string;
  /** The same rows as they should have been. */
  readonly correctedFile: string;
  readonly remove: () => Promise<void>;
}

const lastYear = '202324';
const primaryPhase = 'State-funded primary';

/** A file of the department with wrong figures of some schools, and the file that corrects it, both made from an invented England. */
export async function plantedFiles(
  england: { readonly schools: number; readonly seed: number },
  share: number,
): Promise<Planted> {
  const folder = await mkdtemp(join(tmpdir(), 'abie-planted-'));
  await generateEngland({ ...england, folder });
  const text = await readFile(join(folder, '1a_absence_3term_school.csv'), 'utf8');
  const rows = parse<Row>(text, { columns: true, bom: true });
  const primaries = rows.filter(
    (row) =>
      row['time_period'] === lastYear &&
      row['education_phase'] === primaryPhase &&
      /^\d/.test(row['sess_overall'] ?? ''),
  );
  const wanted = 2 * Math.ceil((england.schools * share) / 2);
  const apart = Math.floor(primaries.length / wanted);
  const planted = primaries.filter((_, index) => index % apart === 0).slice(0, wanted);
  const write = async (name: string, content: readonly Row[]): Promise<string> => {
    const path = join(folder, name, '1a_absence_3term_school.csv');
    await mkdir(join(folder, name));
    await writeFile(path, stringify([...content], { header: true }));
    return path;
  };
  return {
    urns: planted.map((row) => row['school_urn'] ?? ''),
    badFile: await write('bad', planted.map(misplaced)),
    correctedFile: await write('corrected', planted),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const authorisedOf = (row: Row | undefined): number => Number(row?.['sess_authorised'] ?? 0);

/**
 * A fifth of the authorised absence of one school of a pair is in the row of the other, and every sum and percentage of either
 * agrees with that. So do the nation's sums, which a gate holds against the published rate before any draft is made.
 */
function misplaced(row: Row, index: number, all: readonly Row[]): Row {
  const isGiver = index % 2 === 0;
  const giver = all[isGiver ? index : index - 1];
  const moved = Math.floor(authorisedOf(giver) / 5) * (isGiver ? -1 : 1);
  const possible = Number(row['sess_possible']);
  const overall = Number(row['sess_overall']) + moved;
  const authorised = authorisedOf(row) + moved;
  return {
    ...row,
    sess_overall: String(overall),
    sess_authorised: String(authorised),
    sess_overall_percent: ((100 * overall) / possible).toFixed(5),
    sess_authorised_percent: ((100 * authorised) / possible).toFixed(5),
  };
}
