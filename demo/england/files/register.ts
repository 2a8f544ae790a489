import { type Kind } from '../composition.js';
import { type Cell, registerDate, writeCsv, type WrittenFile } from '../csv-file.js';
import { type Establishment } from '../establishment.js';
import { establishmentType } from '../establishment-types.js';
import { regions } from '../../../domain/shared/phase.js';
import { type School } from '../school.js';
import { type World } from '../world.js';

/** Columns of the department's register, a subset, with the dates of opening and closing at the end. */
const header = [
  'URN',
  'LA (code)',
  'LA (name)',
  'EstablishmentNumber',
  'EstablishmentName',
  'TypeOfEstablishment (code)',
  'TypeOfEstablishment (name)',
  'EstablishmentTypeGroup (code)',
  'EstablishmentTypeGroup (name)',
  'EstablishmentStatus (code)',
  'EstablishmentStatus (name)',
  'PhaseOfEducation (code)',
  'PhaseOfEducation (name)',
  'StatutoryLowAge',
  'StatutoryHighAge',
  'NurseryProvision (name)',
  'OfficialSixthForm (code)',
  'OfficialSixthForm (name)',
  'Gender (code)',
  'Gender (name)',
  'ReligiousCharacter (code)',
  'ReligiousCharacter (name)',
  'AdmissionsPolicy (code)',
  'AdmissionsPolicy (name)',
  'SchoolCapacity',
  'NumberOfPupils',
  'TrustSchoolFlag (code)',
  'TrustSchoolFlag (name)',
  'Trusts (code)',
  'Trusts (name)',
  'UKPRN',
  'Town',
  'Postcode',
  'GOR (code)',
  'GOR (name)',
  'DistrictAdministrative (code)',
  'DistrictAdministrative (name)',
  'UrbanRural (code)',
  'UrbanRural (name)',
  'Easting',
  'Northing',
  'OpenDate',
  'CloseDate',
] as const;

const statuses = { '1': 'Open', '2': 'Closed', '3': 'Open, but proposed to close', '4': 'Proposed to open' } as const;

const phases: Readonly<Record<Kind, readonly [code: string, name: string]>> = {
  primary: ['2', 'Primary'],
  'middle-deemed-primary': ['3', 'Middle deemed primary'],
  secondary: ['4', 'Secondary'],
  'middle-deemed-secondary': ['5', 'Middle deemed secondary'],
  'all-through': ['7', 'All-through'],
  special: ['0', 'Not applicable'],
  'pupil-referral-unit': ['0', 'Not applicable'],
  nursery: ['1', 'Nursery'],
  'sixteen-plus': ['6', '16 plus'],
  independent: ['0', 'Not applicable'],
};

const genders = { boys: ['1', 'Boys'], girls: ['2', 'Girls'], mixed: ['3', 'Mixed'] } as const;

/** 2 selective, 4 non-selective, 0 not applicable, 9 with an empty name where the register does not know. */
function admissionsPolicy(school: School): readonly [string, string] {
  const isUpper =
    school.kind === 'secondary' || school.kind === 'all-through' || school.kind === 'middle-deemed-secondary';
  if (school.isSelective) return ['2', 'Selective'];
  if (!isUpper) return ['0', 'Not applicable'];
  return school.isAdmissionsPolicyKnown ? ['4', 'Non-selective'] : ['9', ''];
}

function sixthForm(school: School): readonly [string, string] {
  if (school.phase === 'primary' || school.kind === 'nursery') return ['0', 'Not applicable'];
  return school.ages.high > 16 ? ['1', 'Has a sixth form'] : ['2', 'Does not have a sixth form'];
}

const urbanRural = (isUrban: boolean): readonly [string, string] =>
  isUrban
    ? ['UN1', 'Urban: Nearer to a major town or city']
    : ['RLF1', 'Larger rural: Further from a major town or city'];

/** Provider numbers and postcodes of no real area; every twelfth school of the invented country side has no grid reference yet. */
const inventedProvider = (urn: string): string => `19${urn}`;
const inventedPostcode = (index: number): string =>
  `ZZ${1 + (index % 97)} ${index % 9}${String.fromCharCode(65 + (index % 23))}${String.fromCharCode(65 + (index % 19))}`;
const lacksGridReference = (school: School): boolean => school.index % 211 === 210;

function row(establishment: Establishment, world: World): Cell[] {
  const { school, urn, typeCode } = establishment;
  const { authority } = school;
  const type = establishmentType(typeCode);
  const trust = world.trusts.get(urn);
  const isGone = establishment.status === '2';
  const [easting, northing] = lacksGridReference(school) ? ['', ''] : [school.easting, school.northing];
  const roll = establishment.status === '4' ? '' : Math.round(school.roll * establishment.sizeShare);
  return [
    urn,
    authority.code,
    authority.name,
    world.schoolNumbers.get(urn) ?? '',
    establishment.name,
    typeCode,
    type.name,
    type.groupCode,
    type.groupName,
    establishment.status,
    statuses[establishment.status],
    ...phases[school.kind],
    school.ages.low,
    school.ages.high,
    school.ages.low < 4 ? 'Has Nursery Classes' : 'No Nursery Classes',
    ...sixthForm(school),
    ...genders[school.gender],
    school.faithCode,
    school.faithName,
    ...admissionsPolicy(school),
    Math.round(school.capacity * establishment.sizeShare),
    isGone ? '' : roll,
    trust?.flagCode ?? '0',
    trust?.flagName ?? '',
    trust?.code ?? '',
    trust?.name ?? '',
    inventedProvider(urn),
    school.town.name,
    inventedPostcode(school.index),
    school.regionCode,
    regions[school.regionCode],
    authority.onsCode,
    authority.name,
    ...urbanRural(school.isUrban),
    easting,
    northing,
    registerDate(establishment.opensOn),
    registerDate(establishment.closesOn),
  ];
}

export const writeRegister = (world: World, path: string): Promise<WrittenFile> =>
  writeCsv({ path, header, encoding: 'windows-1252', rows: world.establishments.map((one) => row(one, world)) });

const linkHeader = ['URN', 'LinkURN', 'LinkName', 'LinkType', 'LinkEstablishedDate'] as const;

export const writeLinks = (world: World, path: string): Promise<WrittenFile> =>
  writeCsv({
    path,
    header: linkHeader,
    encoding: 'windows-1252',
    rows: world.links.map((link) => [
      link.urn,
      link.linkUrn,
      link.linkName,
      link.linkType,
      registerDate(link.establishedOn),
    ]),
  });
