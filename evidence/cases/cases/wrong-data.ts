import { scopeOf } from '../../../domain/scope/scope.js';
import { type Case, isImported, notesSay, refusalSays, unless } from '../case.js';

const mixedEncoding: Case = {
  id: '07',
  title: 'two encodings in one file',
  check: async ({ take }) =>
    unless(
      refusalSays(await take('edubasealldata20261104.csv'), /letters of this line are not UTF-8/),
      'The file was not refused by line.',
    ),
};

const noRows: Case = {
  id: '11',
  title: 'a header and no rows',
  check: async ({ db, take }) => {
    const names = ['edubasealldata20261105.csv', 'links_edubasealldata20261105.csv', 'monthly_return_2026-11.csv'];
    const found: string[] = [];
    for (const name of names)
      found.push(...unless(refusalSays(await take(name), /no rows/), `${name} was not refused for having no rows.`));
    const links = await db('current_establishment_link').pluck('link_urn');
    return [...found, ...unless(links.join() === '900099', 'The links in force did not stay.')];
  },
};

const olderRegister: Case = {
  id: '12',
  title: 'an older register after a newer one',
  check: async ({ db, take }) => {
    const newer = 'a-edubasealldata20261130.csv';
    const older = 'edubasealldata20250901.csv';
    const name = async (): Promise<string> =>
      String((await db('current_establishment').where({ urn: '900001' }).pluck('name'))[0]);
    await take(newer);
    const refused = await take(older);
    const kept = await name();
    await take(older, { mayBeOlder: true });
    const replaced = await name();
    await take(newer);
    return [
      ...unless(refusalSays(refused, /--older/), 'The older register was not refused with what to do.'),
      ...unless(kept.startsWith('Invented'), 'The older register took the place of the newer.'),
      ...unless(replaced.startsWith('Old Name'), 'The older register could not be made to count.'),
      ...unless((await name()).startsWith('Invented'), 'The newer bytes did not count again.'),
    ];
  },
};

const newType: Case = {
  id: '16',
  title: 'a type that is not in the list',
  check: async ({ db, take }) => {
    const outcome = await take('edubasealldata20261109.csv');
    const types = await db('current_establishment').where({ urn: '900001' }).pluck<string[]>('type_code');
    const scope = scopeOf({
      establishment: { typeCode: types[0] ?? '', status: 'open', phase: 'primary' },
      enrolments: 400,
      history: { kind: 'own' },
    });
    return [
      ...isImported(outcome, 'A new type refused the register.'),
      ...unless(notesSay(outcome, /type 59/), 'The new type was not named.'),
      ...unless(scope.kind !== 'out-of-scope', 'A school of the new type is out of scope by itself.'),
    ];
  },
};

/** Wrong data is never accepted silently, and the newest file counts. */
export const wrongData: readonly Case[] = [mixedEncoding, noRows, olderRegister, newType];
