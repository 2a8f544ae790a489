import { Readable } from 'node:stream';

/** Cells by column; what a test does not name is taken from a row without fault. All schools, names and figures are invented. */
export type Cells = Readonly<Record<string, string>>;

export const csv = (header: readonly string[], rows: readonly Cells[]): string =>
  [header.join(','), ...rows.map((row) => header.map((column) => quoted(row[column] ?? '')).join(','))].join('\n');

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const contentOf = (text: string | Uint8Array, fileName: string): { content: Readable; fileName: string } => ({
  content: Readable.from([typeof text === 'string' ? Buffer.from(text) : text]),
  fileName,
});

export const registerRow = (urn: string, cells: Cells = {}): Cells => ({
  URN: urn,
  'LA (code)': '990',
  'LA (name)': 'Inventshire',
  EstablishmentNumber: '2001',
  EstablishmentName: 'Elm Lane Primary School',
  'TypeOfEstablishment (code)': '01',
  'TypeOfEstablishment (name)': 'Community school',
  'EstablishmentTypeGroup (code)': '4',
  'EstablishmentStatus (code)': '1',
  'PhaseOfEducation (code)': '2',
  StatutoryLowAge: '4',
  StatutoryHighAge: '11',
  'Gender (code)': '3',
  'ReligiousCharacter (name)': 'Does not apply',
  'AdmissionsPolicy (code)': '0',
  SchoolCapacity: '210',
  NumberOfPupils: '198',
  'TrustSchoolFlag (code)': '0',
  'Trusts (code)': '',
  'Trusts (name)': '',
  'GOR (code)': 'E',
  'UrbanRural (code)': 'UN1',
  Easting: '450000',
  Northing: '350000',
  OpenDate: '01-09-1990',
  CloseDate: '',
  ...cells,
});

export const registerFile = (rows: readonly Cells[]): string => csv(Object.keys(registerRow('900000')), rows);

export const monthlyRow = (urn: string, cells: Cells = {}): Cells => ({
  urn,
  month: '2024-10',
  possible_sessions: '7200',
  authorised_absence_sessions: '300',
  unauthorised_absence_sessions: '100',
  enrolments: '200',
  persistently_absent_enrolments: '30',
  severely_absent_enrolments: '4',
  as_of: '2024-11-14',
  ...cells,
});

export const monthlyFile = (rows: readonly Cells[]): string => csv(Object.keys(rows[0] ?? monthlyRow('900000')), rows);

export const absenceRow = (urn: string, cells: Cells = {}): Cells => ({
  time_period: '202324',
  time_identifier: 'Academic year',
  geographic_level: 'School',
  old_la_code: '990',
  education_phase: 'State-funded primary',
  school_urn: urn,
  school_laestab: '9902001',
  school_name: 'Elm Lane Primary School',
  enrolments: '200',
  sess_possible: '64000',
  sess_overall: '3200',
  sess_authorised: '2400',
  sess_unauthorised: '800',
  sess_overall_percent: '5.0',
  sess_authorised_percent: '3.75',
  sess_unauthorised_percent: '1.25',
  enrolments_pa_10_exact: '30',
  enrolments_pa_10_exact_percent: '15.0',
  enrolments_pa_50_exact: '3',
  enrolments_pa_50_exact_percent: '1.5',
  ...cells,
});

export const absenceHeader: readonly string[] = Object.keys(absenceRow('900000'));

export const absenceFile = (rows: readonly Cells[]): string => csv(absenceHeader, rows);

export const request = { importedBy: 'test', importedAt: new Date('2026-11-20T08:00:00Z') };
