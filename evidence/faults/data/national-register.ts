import { admissionsCodeOf, genderCodeOf, regionLetters, typeCodeOf, typeGroupOf } from './register-codes.js';
import { reader, type Sheet, type SheetRow } from './sheet.js';

/** Sources of the register columns that the performance tables lack. */
export interface RegisterSources {
  /** The panel, whose rows have phase, region, trust and place. */
  readonly panel: Sheet;
  readonly census: Sheet;
}

const header = [
  'URN',
  'LA (code)',
  'LA (name)',
  'EstablishmentNumber',
  'EstablishmentName',
  'TypeOfEstablishment (code)',
  'EstablishmentTypeGroup (code)',
  'EstablishmentStatus (code)',
  'PhaseOfEducation (code)',
  'StatutoryLowAge',
  'StatutoryHighAge',
  'Gender (code)',
  'ReligiousCharacter (name)',
  'AdmissionsPolicy (code)',
  'SchoolCapacity',
  'NumberOfPupils',
  'TrustSchoolFlag (code)',
  'Trusts (code)',
  'GOR (code)',
  'UrbanRural (code)',
  'Easting',
  'Northing',
  'OpenDate',
  'CloseDate',
] as const;

type Known = Readonly<Record<string, string>>;

/**
 * A register extract of that day, under the register's own column names, from the performance tables' school list: state-funded schools
 * that had opened by then. A school that is new under its URN is placed by its school number; of a school listed twice the last row counts.
 */
export function nationalRegister(
  spine: Sheet,
  { panel, census }: RegisterSources,
  day: { readonly date: string; readonly fileName: string },
): Sheet {
  const facts = panelFacts(panel);
  const rolls = rollsOf(census);
  const cells = (name: string): ((row: SheetRow) => string) => reader(spine, name);
  const [urn, la, number, name] = [cells('URN'), cells('LA'), cells('ESTAB'), cells('SCHNAME')];
  const [opened, closed] = [cells('OPENDATE'), cells('CLOSEDATE')];
  const rows = spine.rows.flatMap((row): SheetRow[] => {
    const typeCode = typeCodeOf(cells('NFTYPE')(row));
    const laestab = `${la(row)}${number(row)}`;
    const known = facts.get(urn(row)) ?? facts.get(laestab);
    if (typeCode === undefined || known === undefined || dayOf(opened(row)) > day.date) return [];
    const isPrimary = known['phase'] === 'primary';
    const isClosed = dayOf(closed(row)) !== '' && dayOf(closed(row)) <= day.date;
    return [
      [
        urn(row),
        la(row),
        '',
        number(row),
        name(row).trim(),
        typeCode,
        typeGroupOf(typeCode),
        isClosed ? '2' : '1',
        known['all_through'] === '1' ? '7' : isPrimary ? '2' : '4',
        cells('AGEL')(row),
        cells('AGEH')(row),
        genderCodeOf(cells('GENDER')(row)),
        cells('RELDENOM')(row).trim(),
        admissionsCodeOf(cells('ADMPOL')(row), isPrimary),
        '',
        rolls.get(urn(row)) ?? rolls.get(laestab) ?? '',
        ...placeAndTrust(known),
        registerDate(dayOf(opened(row))),
        registerDate(dayOf(closed(row))),
      ],
    ];
  });
  return { fileName: day.fileName, header, rows: [...new Map(rows.map((row) => [row[0], row])).values()] };
}

const placeAndTrust = (known: Known): readonly string[] => [
  { multi: '3', single: '5' }[known['trust_kind_2017'] ?? ''] ?? '0',
  known['trust_uid_2017'] ?? '',
  regionLetters[known['region'] ?? ''] ?? '',
  '',
  wholeMetres(known['easting']),
  wholeMetres(known['northing']),
];

/** Panel cells by URN and by school number, the newest year last. */
function panelFacts(panel: Sheet): ReadonlyMap<string, Known> {
  const facts = new Map<string, Known>();
  for (const row of panel.rows) {
    const known = Object.fromEntries(panel.header.map((name, position) => [name, row[position] ?? '']));
    facts.set(known['urn'] ?? '', known);
    facts.set(known['laestab'] ?? '', known);
  }
  return facts;
}

function rollsOf(census: Sheet): ReadonlyMap<string, string> {
  const [urn, la, number, roll] = ['URN', 'LA', 'ESTAB', 'NOR'].map((name) => reader(census, name));
  const rolls = new Map<string, string>();
  for (const row of census.rows) {
    const pupils = roll?.(row) ?? '';
    if (!/^\d+$/.test(pupils)) continue;
    rolls.set(urn?.(row) ?? '', pupils);
    rolls.set(`${la?.(row) ?? ''}${number?.(row) ?? ''}`, pupils);
  }
  return rolls;
}

/** `yyyy-mm-dd` of a cell such as "2017-09-01 00:00:00" or "20170901"; blank when there is none. */
const dayOf = (cell: string): string =>
  cell
    .trim()
    .replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
    .slice(0, 10);

const registerDate = (day: string): string => day.split('-').reverse().join('-');

const wholeMetres = (cell: string | undefined): string => (cell ?? '').replace(/\.\d*$/, '');
