import { type Case, isImported, notesSay, refusalSays, unless } from '../case.js';

const newLevel: Case = {
  id: '04',
  title: 'levels and phases that are not used',
  check: async ({ db, take }) => {
    const outcome = await take('1_absence_3term_nat_reg_la.csv');
    const more = await take('1_absence_3term_nat_reg_la_ap.csv');
    const levels = await db('current_area_absence').orderBy('level').pluck('level');
    return [
      ...isImported(outcome, 'A new level refused the file.'),
      ...isImported(more, 'A phase out of scope refused the file.'),
      ...unless(levels.join() === 'local-authority,national', 'The national and authority rows do not count.'),
    ];
  },
};

const fiveDigits: Case = {
  id: '05',
  title: 'a URN of five digits',
  check: async ({ take }) =>
    isImported(await take('edubasealldata20261102.csv'), 'One children’s centre refused the register.'),
};

const lineBreak: Case = {
  id: '06',
  title: 'a name with a line break',
  check: async ({ db, take }) => {
    const outcome = await take('edubasealldata20261103.csv');
    const names = await db('current_establishment').where({ urn: '900001' }).pluck<string[]>('name');
    return [
      ...unless(outcome.outcome === 'imported' && outcome.rows === 12, 'The register does not have twelve rows.'),
      ...unless(/School\s+Upper Site/.test(names[0] ?? ''), 'The name was not kept.'),
    ];
  },
};

const columnTwice: Case = {
  id: '14',
  title: 'an unread column twice',
  check: async ({ take }) =>
    isImported(await take('edubasealldata20261107.csv'), 'A column that nobody reads refused the register.'),
};

const codeWidths: Case = {
  id: '15',
  title: 'codes with and without leading zeros',
  check: async ({ take }) =>
    isImported(await take('edubasealldata20261108.csv'), 'A leading zero refused the register.'),
};

const linkTwice: Case = {
  id: '21',
  title: 'a link twice and a school linked to itself',
  check: async ({ db, take }) => {
    const outcome = await take('links_edubasealldata20261110.csv');
    const links = await db('current_establishment_link').pluck('link_urn');
    return [
      ...isImported(outcome, 'A repeated link refused the file.'),
      ...unless(links.join() === '900099', 'The link was not taken once.'),
      ...unless(notesSay(outcome, /linked to itself/), 'The link of a school to itself was not noted.'),
    ];
  },
};

const decimals: Case = {
  id: '24',
  title: 'codes that became decimals',
  check: async ({ db, take }) => {
    const outcome = await take('1a_absence_3term_school_202425.csv');
    const rows = await db('school_absence').select('urn', 'la_code', 'laestab');
    return [
      ...isImported(outcome, 'A code with a decimal refused the file.'),
      ...unless(
        JSON.stringify(rows) === '[{"urn":"900001","la_code":"301","laestab":"3012000"}]',
        'The codes were not read whole.',
      ),
    ];
  },
};

const marks: Case = {
  id: '34',
  title: 'marks of other releases',
  check: async ({ take }) =>
    unless(
      refusalSays(await take('1a_absence_3term_school.csv'), /neither a number nor a known mark/),
      'A mark that is not known was not refused by its cell.',
    ),
};

/** One irrelevant cell does not refuse a whole file. */
export const irrelevantCells: readonly Case[] = [
  newLevel,
  fiveDigits,
  lineBreak,
  columnTwice,
  codeWidths,
  linkTwice,
  decimals,
  marks,
];
