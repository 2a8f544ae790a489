import { type Case, isImported, notesSay, refusalSays, unless } from '../case.js';

const yearToDate: Case = {
  id: '01',
  title: 'the year to date as the department lays it out',
  check: async ({ db, take }) => {
    const undated = await take('EES_ytd_data.csv');
    const named = await take('attendance_la_ytd_snapshots_20261126.csv');
    const { rows } = await db.raw<{ rows: readonly { readonly day: string }[] }>(
      `select distinct to_char(snapshot_date, 'YYYY-MM-DD') as day from attendance_to_date`,
    );
    return [
      ...unless(refusalSays(undated, /--released/), 'A release without a date was not refused with what to do.'),
      ...isImported(named, 'A release whose name has its date was refused.'),
      ...unless(rows.map(({ day }) => day).join() === '2026-11-26', 'The date in the name was not kept.'),
    ];
  },
};

const archives: Case = {
  id: '03',
  title: 'archives and workbooks in the data folder',
  check: async ({ takeFolder }) => {
    const { files, skipped } = await takeFolder();
    const unpacked = files.find(({ fileName }) => fileName.startsWith('extract.zip/'));
    return [
      ...unless(
        ['imported', 'unchanged'].includes(unpacked?.outcome.outcome ?? ''),
        'The register inside the archive was not read.',
      ),
      ...unless(
        skipped.some(({ fileName, reason }) => fileName.endsWith('.xlsx') && reason.includes('CSV')),
        'The workbook was not named with what to do.',
      ),
    ];
  },
};

const tableTool: Case = {
  id: '18',
  title: 'a table made with the table tool',
  check: async ({ take }) =>
    unless(
      refusalSays(await take('absence-table.csv'), /table tool.*data set/),
      'The refusal does not say which download is meant.',
    ),
};

const sourceNames: Case = {
  id: '23',
  title: 'characteristics under the names of the source files',
  check: async ({ db, take }) => {
    const outcomes = [
      await take('2026_05_13_matched_secondary_schools_data.csv'),
      await take('2026_07_03_matched_primary_schools_data.csv'),
    ];
    const shares = await db('school_context').orderBy('urn').pluck('free_meals_ever_six_percent');
    return [
      ...outcomes.flatMap((outcome) => isImported(outcome, 'A file of the comparison service was refused.')),
      ...unless(shares.join() === '22.1,22.1', 'The share of free meals was not read from both.'),
    ];
  },
};

const stateFunded: Case = {
  id: '36',
  title: 'the extract of open state-funded schools',
  check: async ({ db, take }) => {
    const outcome = await take('edubaseallstatefunded20261130.csv');
    const closed = await db('current_establishment').where({ status: 'closed' }).pluck('urn');
    return [
      ...isImported(outcome, 'The extract was refused.'),
      ...unless(
        notesSay(outcome, /closed schools and predecessors/),
        'The import does not say what the extract lacks.',
      ),
      ...unless(closed.length === 0, 'Schools that the extract does not have were taken as closed.'),
    ];
  },
};

/** Files as they are published. */
export const publishedLayouts: readonly Case[] = [yearToDate, archives, tableTool, sourceNames, stateFunded];
