import { establishmentKind } from '../../domain/scope/establishment-type.js';
import { type Phase, type RegionCode, regionCodes } from '../../domain/shared/phase.js';
import { optionalDateIn, parseRegisterDate } from '../reading/date.js';
import { type NumberRule, optionalNumber, wholeRule } from '../reading/numbers.js';
import { plainCode, wholeNumber } from '../reading/codes.js';
import { plainMeanings, type Row } from '../reading/row.js';
import { type FileFormat, type TableRow } from './file-format.js';
import { LostLetters } from './lost-letters.js';
import { RegisterCoverage } from './register-coverage.js';

/** Codes and their meanings: establishment register, look-up lists of the extract. */
const statuses = new Map([
  ['1', 'open'],
  ['2', 'closed'],
  ['3', 'proposed-to-close'],
  ['4', 'proposed-to-open'],
]);

const phasesByCode: ReadonlyMap<string, Phase> = new Map([
  ['0', 'other'],
  ['1', 'other'],
  ['2', 'primary'],
  ['3', 'middle-deemed-primary'],
  ['4', 'secondary'],
  ['5', 'middle-deemed-secondary'],
  ['6', 'other'],
  ['7', 'all-through'],
  ['', 'other'],
]);

const genders = new Map([
  ['0', 'unknown'],
  ['1', 'boys'],
  ['2', 'girls'],
  ['3', 'mixed'],
  ['9', 'unknown'],
  ['', 'unknown'],
]);

/** Older extracts have 1 (comprehensive) and 3 (modern); both admit without selection by ability. */
const admissionsPolicies = new Map([
  ['0', 'not-applicable'],
  ['1', 'non-selective'],
  ['2', 'selective'],
  ['3', 'non-selective'],
  ['4', 'non-selective'],
  ['9', 'unknown'],
  ['', 'unknown'],
]);

const trustFlags = new Map([
  ['0', 'not-applicable'],
  ['1', 'supported-by-trust'],
  ['2', 'none'],
  ['3', 'multi-academy'],
  ['5', 'single-academy'],
  ['', 'not-applicable'],
]);

/** W (Wales), X and Z (not applicable) are outside the nine regions. */
const regionsByCode: ReadonlyMap<string, RegionCode | null> = new Map<string, RegionCode | null>([
  ...regionCodes.map((code) => [code, code] as const),
  ['W', null],
  ['X', null],
  ['Z', null],
  ['', null],
]);

const specialTypes = new Set(['07', '08', '12', '33', '36', '44']);
const alternativeProvisionTypes = new Set(['14', '38', '42', '43']);
const specialTypeGroup = '5';

const age = wholeRule(0, 99);
const pupils = wholeRule(0, 100_000);
/** The British National Grid, in metres. */
const gridEasting = wholeRule(0, 700_000);
const gridNorthing = wholeRule(0, 1_300_000);

export const register: FileFormat = {
  kind: 'register',
  table: 'establishment',
  columns: [
    { name: 'URN' },
    { name: 'LA (code)' },
    { name: 'LA (name)', isOptional: true },
    { name: 'EstablishmentNumber' },
    { name: 'EstablishmentName' },
    { name: 'TypeOfEstablishment (code)' },
    { name: 'TypeOfEstablishment (name)', isOptional: true },
    { name: 'EstablishmentTypeGroup (code)' },
    { name: 'EstablishmentStatus (code)' },
    { name: 'PhaseOfEducation (code)' },
    { name: 'StatutoryLowAge' },
    { name: 'StatutoryHighAge' },
    { name: 'Gender (code)' },
    { name: 'ReligiousCharacter (name)', isOptional: true },
    { name: 'AdmissionsPolicy (code)' },
    { name: 'SchoolCapacity' },
    { name: 'NumberOfPupils' },
    { name: 'TrustSchoolFlag (code)' },
    { name: 'Trusts (code)', isOptional: true },
    { name: 'Trusts (name)', isOptional: true },
    { name: 'GOR (code)' },
    { name: 'UrbanRural (code)', isOptional: true },
    { name: 'Easting' },
    { name: 'Northing' },
    { name: 'OpenDate', isOptional: true },
    { name: 'CloseDate', isOptional: true },
  ],
  tableColumns: [
    'urn',
    'la_code',
    'la_name',
    'establishment_number',
    'laestab',
    'name',
    'type_code',
    'type_name',
    'type_group_code',
    'status',
    'phase',
    'low_age',
    'high_age',
    'gender',
    'religious_character',
    'admissions_policy',
    'school_capacity',
    'number_of_pupils',
    'trust_flag',
    'trust_code',
    'trust_name',
    'region_code',
    'urban_rural',
    'easting',
    'northing',
    'opened_on',
    'closed_on',
  ],
  key: { tableColumns: ['urn'], column: 'URN' },
  begin: ({ errors, notes, fileName }) => {
    const letters = new LostLetters(errors);
    const coverage = new RegisterCoverage(fileName, notes);
    return {
      map: (row) => {
        letters.note(row.text('EstablishmentName'));
        const cells = establishment(row);
        if (cells !== undefined) coverage.add(cells);
        return cells;
      },
      finish: () => {
        letters.check();
        coverage.finish();
      },
    };
  },
};

/** What a row without an expectation holds where a needed cell cannot be read. */
const unread = {
  name: 'Name not given',
  phase: 'other',
  gender: 'unknown',
  admissions_policy: 'unknown',
  trust_flag: 'not-applicable',
} as const;

function establishment(row: Row): TableRow | undefined {
  const isNeeded = getsExpectation(row);
  if (!isNeeded) row.tolerate();
  const cells: Partial = { ...identity(row), ...kind(row), ...intake(row), ...governance(row), ...place(row) };
  if (row.hasProblem) return undefined;
  if ([cells['urn'], cells['type_code'], cells['status']].includes(undefined)) {
    row.note('The establishment gets no expectation and its URN, type or status could not be read; it was left out.');
    return undefined;
  }
  const filled: Partial = isNeeded
    ? cells
    : {
        ...cells,
        ...Object.fromEntries(Object.entries(unread).map(([column, value]) => [column, cells[column] ?? value])),
      };
  return Object.fromEntries(Object.entries(filled).map(([column, cell]) => [column, cell ?? null]));
}

/** Closed establishments and those of a listed type outside mainstream: half of the register, and nobody reads their figures. */
function getsExpectation(row: Row): boolean {
  if (plainMeanings(statuses).get(plainCode(row.text('EstablishmentStatus (code)'))) === 'closed') return false;
  const type = row.text('TypeOfEstablishment (code)');
  return type === '' || ['mainstream', 'unknown-type'].includes(establishmentKind(plainCode(type)));
}

type Partial = Readonly<Record<string, string | number | null | undefined>>;

function identity(row: Row): Partial {
  const laCode = code(row, 'LA (code)', /^\d{3}$/, 'Write the three-digit code of the authority.');
  const number = code(row, 'EstablishmentNumber', /^\d{4}$/, 'Write the four-digit number of the establishment.');
  return {
    urn: row.urn('URN'),
    la_code: laCode,
    la_name: row.optionalText('LA (name)'),
    establishment_number: number,
    laestab: laCode === null || number === null ? null : `${laCode}${number}`,
    name: row.requiredText('EstablishmentName'),
  };
}

function code(row: Row, column: string, pattern: RegExp, remedy: string): string | null {
  const text = wholeNumber(row.text(column));
  if (pattern.test(text)) return text;
  if (text !== '') row.report(column, { problem: 'This is not a code of the register.', remedy });
  return null;
}

function kind(row: Row): Partial {
  const typeCode = typeCodeIn(row);
  const group = plainCode(row.text('EstablishmentTypeGroup (code)'));
  const typeGroupCode = group === '' ? null : group;
  const published = row.oneOf('PhaseOfEducation (code)', phasesByCode);
  return {
    type_code: typeCode,
    type_name: row.optionalText('TypeOfEstablishment (name)'),
    type_group_code: typeGroupCode,
    status: row.oneOf('EstablishmentStatus (code)', statuses),
    phase: typeCode === undefined || published === undefined ? undefined : phaseOf(typeCode, typeGroupCode, published),
    opened_on: optionalDateIn(row, 'OpenDate', parseRegisterDate),
    closed_on: optionalDateIn(row, 'CloseDate', parseRegisterDate),
  };
}

const typeCodeIn = (row: Row): string | undefined => {
  const text = row.requiredText('TypeOfEstablishment (code)');
  return text === undefined ? undefined : plainCode(text).padStart(2, '0');
};

/** The type takes precedence over the phase: special schools have the phase of their pupils' ages, and none of them has an expectation. */
function phaseOf(typeCode: string, typeGroupCode: string | null, published: Phase): Phase {
  if (alternativeProvisionTypes.has(typeCode)) return 'other';
  return specialTypes.has(typeCode) || typeGroupCode === specialTypeGroup ? 'special' : published;
}

function intake(row: Row): Partial {
  return {
    low_age: optionalNumber(row, 'StatutoryLowAge', age),
    high_age: optionalNumber(row, 'StatutoryHighAge', age),
    gender: row.oneOf('Gender (code)', genders),
    religious_character: row.optionalText('ReligiousCharacter (name)'),
    admissions_policy: row.oneOf('AdmissionsPolicy (code)', admissionsPolicies),
    school_capacity: row.optionally(() => optionalNumber(row, 'SchoolCapacity', pupils)),
    number_of_pupils: optionalNumber(row, 'NumberOfPupils', pupils),
  };
}

const governance = (row: Row): Partial => ({
  trust_flag: row.oneOf('TrustSchoolFlag (code)', trustFlags),
  trust_code: row.optionalText('Trusts (code)'),
  trust_name: row.optionalText('Trusts (name)'),
});

const place = (row: Row): Partial => ({
  region_code: row.oneOf('GOR (code)', regionsByCode),
  urban_rural: row.optionalText('UrbanRural (code)'),
  easting: gridReference(row, 'Easting', gridEasting),
  northing: gridReference(row, 'Northing', gridNorthing),
});

/** The register writes 0 where a place is not known. */
function gridReference(row: Row, column: string, rule: NumberRule): number | null {
  const metres = optionalNumber(row, column, rule);
  return metres === 0 ? null : metres;
}
