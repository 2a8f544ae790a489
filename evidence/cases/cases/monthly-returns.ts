import { type Case, type Scene, isImported, unless } from '../case.js';

type Held = Readonly<Record<'urn' | 'month' | 'as_of', string>>;

/** The rows that the imports of a case have stored: `urn month as_of`, in their order. */
async function held({ db }: Scene): Promise<readonly string[]> {
  const rows = await db('monthly_return')
    .orderBy(['month', 'urn'])
    .select<Held[]>('urn', 'month', db.raw(`to_char(as_of, 'YYYY-MM-DD') as as_of`));
  return rows.map(({ urn, month, as_of: asOf }) => `${urn} ${month} ${asOf}`);
}

/** Imports the files of a case, and compares what is stored with what they say. */
const takes =
  (fileNames: readonly string[], stored: readonly string[]): Case['check'] =>
  async (scene) => {
    const found: string[] = [];
    for (const name of fileNames)
      found.push(...isImported(await scene.take(name, { academicYear: '202627' }), `${name} was refused.`));
    const rows = await held(scene);
    return [...found, ...unless(rows.join() === stored.join(), `Stored: ${rows.join(', ') || 'nothing'}.`)];
  };

const august: Case = {
  id: '08',
  title: 'sessions in August',
  check: takes(
    ['monthly_return_2026-08.csv', 'monthly_return_2026-09.csv'],
    ['900001 2026-08 2026-09-01', '900001 2026-09 2026-10-09'],
  ),
};

const savedByExcel: Case = {
  id: '09',
  title: 'a return that a spreadsheet has saved',
  check: takes(['monthly_return_2026-10.csv'], ['900001 2026-10 2026-11-14', '900002 2026-10 2026-11-14']),
};

const lastDayOfTerm: Case = {
  id: '10',
  title: 'figures taken on the last day of term',
  check: takes(
    ['monthly_return_2026-12.csv', 'monthly_return_2027-07.csv'],
    ['900001 2026-12 2026-12-18', '900002 2026-12 2026-12-21', '900001 2027-07 2027-07-22'],
  ),
};

/** Monthly returns as schools and authorities send them. */
export const monthlyReturns: readonly Case[] = [august, savedByExcel, lastDayOfTerm];
