import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileKind } from '../../importers/file-kind.js';
import { importFile } from '../../importers/import-file.js';
import { type ImportOutcome } from '../../importers/outcome.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type Cells, contentOf, csv, registerFile, registerRow, request } from './support/invented-files.js';

/** Per kind a row without fault; each case changes one cell of it. */
const goodRows: Readonly<Partial<Record<FileKind, Cells>>> = {
  register: registerRow('900001'),
  links: {
    URN: '900001',
    LinkURN: '900002',
    LinkName: 'Elm Lane',
    LinkType: 'Predecessor',
    LinkEstablishedDate: '01-09-2020',
  },
  'area-absence': {
    time_period: '202324',
    time_identifier: 'Academic year',
    geographic_level: 'Local authority',
    region_code: 'E12000004',
    old_la_code: '990',
    education_phase: 'State-funded primary',
    sess_possible: '1000',
    sess_overall: '50',
    sess_overall_percent: '5',
    enrolments_pa_10_exact_percent: '14',
  },
  census: { URN: '900001', NOR: '200', NUMFSM: '40', PNUMFSMEVER: '22', PSENELSE: '2', PSENELK: '12', PNUMEAL: '8' },
  context: {
    URN: '900001',
    PPPerc: '22',
    PercentEAL: '8',
    PercentSchSupport: '12',
    PercentageStatementOrEHP: '2',
    IdaciPupils: '0.2',
    Polar4QuintilePupils: '3.1',
    PStability: '90',
    NumberOfPupils: '200',
  },
  hubs: {
    hub_id: 'E-1',
    name: 'Inventshire hub',
    lead_urn: '900001',
    region_code: 'E',
    phase: 'primary',
    opens_on: '2024-09-01',
    enhanced_places: '6',
    regional_places: '40',
  },
  'attendance-to-date': {
    snapshot_date: '2024-10-10',
    time_period: '202425',
    geographic_level: 'National',
    region_code: '',
    old_la_code: 'z',
    education_phase: 'Primary',
    possible_sessions: '1000',
    overall_absence: '50',
    pa_perc: '',
  },
};

describe('each format', () => {
  let database: TestDatabase;

  const importRows = (kind: FileKind, rows: readonly Cells[]): Promise<ImportOutcome> =>
    importFile(database.db, {
      ...request,
      ...contentOf(csv(Object.keys(goodRows[kind] ?? {}), rows), 'file.csv'),
      kind,
      academicYear: '202324',
    });

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => {
    await database.dispose();
  });

  it.each(Object.entries(goodRows) as [FileKind, Cells][])('%s accepts a row without a fault', async (kind, row) => {
    expect(await importRows(kind, [row])).toMatchObject({ outcome: 'imported', kind, rows: 1 });
  });

  it.each<[FileKind, Cells, string, RegExp]>([
    ['register', { URN: 'NAT' }, 'URN', /a total/],
    ['register', { EstablishmentName: ' ' }, 'EstablishmentName', /empty/],
    ['register', { 'LA (code)': '20' }, 'LA (code)', /not a code of the register/],
    ['register', { EstablishmentNumber: '20001' }, 'EstablishmentNumber', /not a code of the register/],
    ['register', { 'EstablishmentStatus (code)': '5' }, 'EstablishmentStatus (code)', /not known here/],
    ['register', { 'EstablishmentStatus (code)': 'Open' }, 'EstablishmentStatus (code)', /not known here/],
    ['register', { 'PhaseOfEducation (code)': '8' }, 'PhaseOfEducation (code)', /not known here/],
    ['register', { 'Gender (code)': 'M' }, 'Gender (code)', /not known here/],
    ['register', { 'AdmissionsPolicy (code)': 'SUPP' }, 'AdmissionsPolicy (code)', /not known here/],
    ['register', { 'TrustSchoolFlag (code)': '4' }, 'TrustSchoolFlag (code)', /not known here/],
    ['register', { 'GOR (code)': 'E12000004' }, 'GOR (code)', /not known here/],
    ['register', { StatutoryHighAge: '111' }, 'StatutoryHighAge', /above 99/],
    ['register', { NumberOfPupils: 'SUPP' }, 'NumberOfPupils', /a mark where/],
    ['register', { Easting: '4500000' }, 'Easting', /above 700000/],
    ['register', { OpenDate: '31-02-2020' }, 'OpenDate', /not a date/],
    ['links', { LinkURN: '' }, 'LinkURN', /not a URN/],
    ['links', { LinkType: '' }, 'LinkType', /empty/],
    ['area-absence', { geographic_level: '' }, 'geographic_level', /empty/],
    ['area-absence', { old_la_code: 'z' }, 'old_la_code', /has no code/],
    ['area-absence', { geographic_level: 'Regional', region_code: '' }, 'region_code', /no region code/],
    ['area-absence', { region_code: 'East Midlands' }, 'region_code', /not a region code/],
    ['area-absence', { sess_overall: '1001' }, 'sess_overall', /More sessions were missed/],
    [
      'area-absence',
      { enrolments_pa_10_exact_percent: '9.2.675' },
      'enrolments_pa_10_exact_percent',
      /neither a number/,
    ],
    ['census', { PSENELSE: '102' }, 'PSENELSE', /above 100/],
    ['census', { NUMFSM: '201' }, 'NUMFSM', /More pupils are eligible/],
    ['census', { NOR: '?' }, 'NOR', /neither a number/],
    ['context', { IdaciPupils: '21' }, 'IdaciPupils', /above 1/],
    ['context', { Polar4QuintilePupils: '0' }, 'Polar4QuintilePupils', /below 1/],
    ['hubs', { hub_id: 'E 1' }, 'hub_id', /not a hub identifier/],
    ['hubs', { region_code: 'C' }, 'region_code', /not known here/],
    ['hubs', { phase: 'middle' }, 'phase', /not known here/],
    ['hubs', { opens_on: '01/09/2024' }, 'opens_on', /not a date/],
    ['hubs', { enhanced_places: '-1' }, 'enhanced_places', /below 0/],
    ['attendance-to-date', { snapshot_date: '' }, 'snapshot_date', /not a date/],
    ['attendance-to-date', { time_period: '2024' }, 'time_period', /not an academic year/],
    ['attendance-to-date', { overall_absence: '1001' }, 'overall_absence', /More sessions were missed/],
    ['attendance-to-date', { possible_sessions: '12.5' }, 'possible_sessions', /not whole/],
  ])('%s with %o is refused at %s', async (kind, cells, column, problem) => {
    const outcome = await importRows(kind, [{ ...goodRows[kind], ...cells }]);
    expect(outcome).toMatchObject({ outcome: 'refused', errorCount: 1, errors: [{ line: 2, column }] });
    expect(outcome.outcome === 'refused' && outcome.errors[0]?.problem).toMatch(problem);
  });

  it('names a missing column and a repeated one before any row is read', async () => {
    const text = 'URN,LinkURN,URN,LinkEstablishedDate\n900001,900002,900001,\n';
    const outcome = await importFile(database.db, {
      ...request,
      ...contentOf(text, 'links_edubasealldata20241101.csv'),
    });
    expect(outcome).toMatchObject({
      outcome: 'refused',
      errors: [
        { line: 1, column: 'LinkType' },
        { line: 1, column: 'URN' },
      ],
    });
  });

  it('refuses a file of unknown kind with the kinds there are', async () => {
    const outcome = await importFile(database.db, { ...request, ...contentOf('date,text\n', 'minutes.csv') });
    expect(outcome).toMatchObject({
      outcome: 'refused',
      errors: [{ remedy: expect.stringMatching(/register, links/) as string }],
    });
  });

  it.each([
    ['england_census.csv', undefined, /does not name the academic year/],
    ['england_census.csv', '2023', /is not an academic year/],
  ])('%s with year %s is refused', async (name, year, problem) => {
    const outcome = await importFile(database.db, {
      ...request,
      ...contentOf(csv(Object.keys(goodRows.census ?? {}), [{ ...goodRows.census, URN: '900009' }]), name),
      ...(year === undefined ? {} : { academicYear: year }),
    });
    expect(outcome.outcome === 'refused' && outcome.errors[0]?.problem).toMatch(problem);
  });

  it('leaves out national totals of the performance tables and exact repeats', async () => {
    const row = { ...goodRows.census, URN: '900005' };
    expect(await importRows('census', [row, { ...row, URN: 'NAT' }, row])).toMatchObject({
      outcome: 'imported',
      rows: 1,
      leftOut: 2,
    });
    const differing = await importRows('census', [row, { ...row, NOR: '201' }]);
    expect(differing).toMatchObject({
      outcome: 'refused',
      errors: [{ line: 3, column: 'URN', problem: 'Line 2 has the same subject already.' }],
    });
  });

  it('computes the share of free meals from the roll when only their number is published', async () => {
    await importRows('census', [{ ...goodRows.census, URN: '900006', NUMFSM: '33', NOR: '198' }]);
    expect(await database.db('school_context').where({ urn: '900006' }).pluck('free_meals_percent')).toEqual([
      '16.6667',
    ]);
  });

  it.each<[Cells, string]>([
    [{ 'TypeOfEstablishment (code)': '1' }, 'primary'],
    [{ 'PhaseOfEducation (code)': '3' }, 'middle-deemed-primary'],
    [
      { 'PhaseOfEducation (code)': '7', 'TypeOfEstablishment (code)': '34', 'EstablishmentTypeGroup (code)': '10' },
      'all-through',
    ],
    [{ 'TypeOfEstablishment (code)': '7', 'PhaseOfEducation (code)': '0' }, 'special'],
    [{ 'TypeOfEstablishment (code)': '44', 'PhaseOfEducation (code)': '4' }, 'special'],
    [{ 'TypeOfEstablishment (code)': '14', 'PhaseOfEducation (code)': '4' }, 'other'],
    [{ 'PhaseOfEducation (code)': '6' }, 'other'],
  ])('reads a register row with %o as phase %s', async (cells, phase) => {
    const text = registerFile([registerRow('900030', cells)]);
    const outcome = await importFile(database.db, { ...request, ...contentOf(text, 'edubasealldata.csv') });
    expect(outcome).toMatchObject({ outcome: expect.stringMatching(/imported|unchanged/) as string });
    expect(await database.db('current_establishment').where({ urn: '900030' }).pluck('phase')).toEqual([phase]);
  });
});
