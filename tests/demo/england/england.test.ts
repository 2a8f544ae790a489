import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absencePercent } from '../../../domain/shared/rates.js';
import { generateEngland } from '../../../demo/england/england.js';
import { cell, readRows, type Row } from './support/read.js';
import { groupedBy } from './support/statistics.js';
import { testEngland, type TestEngland } from './support/england.js';

const fileNames = [
  '1_absence_3term_nat_reg_la.csv',
  '1a_absence_3term_school.csv',
  'README.txt',
  'attendance_la_ytd_snapshots_202223_202425.csv',
  'edubasealldata.csv',
  'england_census.csv',
  'hubs.csv',
  'links_edubasealldata.csv',
  'similar_schools_context.csv',
];

const number = (row: Row, column: string): number => Number(cell(row, column));

describe('the files of an invented England', () => {
  let england: TestEngland;
  let register: Row[];
  let absence: Row[];
  const at = (name: string): string => join(england.folder, name);
  beforeAll(async () => {
    england = await testEngland(600, 1);
    register = readRows(at('edubasealldata.csv'), 'win1252');
    absence = readRows(at('1a_absence_3term_school.csv'));
  });
  afterAll(() => {
    england.remove();
  });

  it('are the same bytes for the same seed and number of schools', async () => {
    const again = await testEngland(600, 1);
    again.remove();
    expect(again.hashes).toEqual(england.hashes);
    expect(Object.keys(england.hashes)).toEqual(fileNames);
  });

  it('differ in every file for another seed', async () => {
    const other = await testEngland(600, 2);
    other.remove();
    const same = Object.keys(england.hashes).filter((name) => other.hashes[name] === england.hashes[name]);
    expect(same).toEqual([]);
  });

  it('include a readme that says nothing in the folder is real', () => {
    const text = readFileSync(at('README.txt'), 'utf8');
    expect(text).toContain('invented');
    expect(text).toContain('None is real');
  });

  it.each([
    [
      'edubasealldata.csv',
      'URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (code),',
      ',Easting,Northing,OpenDate,CloseDate',
    ],
    ['links_edubasealldata.csv', 'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate', ''],
    [
      '1a_absence_3term_school.csv',
      '﻿time_period,time_identifier,geographic_level,',
      ',enrolments_pa_50_exact,enrolments_pa_50_exact_percent',
    ],
    [
      '1_absence_3term_nat_reg_la.csv',
      '﻿time_period,time_identifier,geographic_level,',
      ',enrolments_pa_50_exact,enrolments_pa_50_exact_percent',
    ],
    ['england_census.csv', 'URN,LA,ESTAB,SCHOOLTYPE,NOR,', ',NORFSMEVER,PNUMFSMEVER'],
    [
      'similar_schools_context.csv',
      'URN,PPPerc,PercentEAL,PercentSchSupport,PercentageStatementOrEHP,IdaciPupils,',
      ',PStability,NumberOfPupils',
    ],
    ['hubs.csv', 'hub_id,name,lead_urn,region_code,phase,opens_on,enhanced_places,regional_places', ''],
    [
      'attendance_la_ytd_snapshots_202223_202425.csv',
      'snapshot_date,time_period,time_identifier,geographic_level,',
      ',overall_absence_perc,illness_perc,pa_perc',
    ],
  ])('include %s with the published header', (name, beginning, end) => {
    const [header = ''] = readFileSync(at(name), 'utf8').split(/\r?\n/);
    expect(header.startsWith(beginning)).toBe(true);
    expect(header.endsWith(end)).toBe(true);
  });

  it('include a register in Windows-1252 with letters that are not valid UTF-8', () => {
    const text = readFileSync(at('edubasealldata.csv'));
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(text)).toThrow();
    expect(register.some((row) => cell(row, 'EstablishmentName').includes('’'))).toBe(true);
    expect(register.some((row) => cell(row, 'LA (name)').includes(','))).toBe(true);
  });

  it('use no URN below 900000', () => {
    const urns = [...register, ...readRows(at('england_census.csv')).filter((row) => cell(row, 'URN') !== 'NAT')].map(
      (row) => cell(row, 'URN'),
    );
    expect(urns.filter((urn) => !/^9\d{5}$/.test(urn))).toEqual([]);
  });

  it('name only schools in the register', () => {
    const known = new Set(register.map((row) => cell(row, 'URN')));
    const strangers = (name: string, ...columns: readonly string[]): string[] =>
      readRows(at(name), name.startsWith('links') ? 'win1252' : 'utf8')
        .flatMap((row) => columns.map((column) => cell(row, column)))
        .filter((urn) => urn !== 'NAT' && !known.has(urn));
    expect(strangers('links_edubasealldata.csv', 'URN', 'LinkURN')).toEqual([]);
    expect(strangers('1a_absence_3term_school.csv', 'school_urn')).toEqual([]);
    expect(strangers('england_census.csv', 'URN')).toEqual([]);
    expect(strangers('similar_schools_context.csv', 'URN')).toEqual([]);
    expect(strangers('hubs.csv', 'lead_urn')).toEqual([]);
  });

  it('give absence under the URN, authority, school number and name in the register', () => {
    const byUrn = new Map(register.map((row) => [cell(row, 'URN'), row]));
    for (const row of absence) {
      const entry = byUrn.get(cell(row, 'school_urn')) ?? {};
      expect(cell(row, 'school_name')).toBe(cell(entry, 'EstablishmentName'));
      expect(cell(row, 'old_la_code')).toBe(cell(entry, 'LA (code)'));
      expect(cell(row, 'school_laestab')).toBe(`${cell(entry, 'LA (code)')}${cell(entry, 'EstablishmentNumber')}`);
    }
  });

  it('list each school and year once, and leave out years before a school opened or after it closed', () => {
    const keys = absence.map((row) => `${cell(row, 'time_period')}/${cell(row, 'school_urn')}`);
    expect(new Set(keys).size).toBe(keys.length);
    const byUrn = new Map(register.map((row) => [cell(row, 'URN'), row]));
    const iso = (text: string): string => text.split('-').reverse().join('-');
    for (const row of absence) {
      const entry = byUrn.get(cell(row, 'school_urn')) ?? {};
      const firstYear = Number(cell(row, 'time_period').slice(0, 4));
      if (cell(entry, 'OpenDate') !== '') expect(iso(cell(entry, 'OpenDate')) <= `${firstYear + 1}-08-31`).toBe(true);
      if (cell(entry, 'CloseDate') !== '') expect(iso(cell(entry, 'CloseDate')) >= `${firstYear}-09-01`).toBe(true);
    }
  });

  it('have authorised and unauthorised absence that add up, absence within possible sessions, and rates that are their ratio', () => {
    for (const row of absence.filter((one) => cell(one, 'sess_overall') !== 'x')) {
      expect(number(row, 'sess_authorised') + number(row, 'sess_unauthorised')).toBe(number(row, 'sess_overall'));
      expect(number(row, 'sess_overall')).toBeLessThanOrEqual(number(row, 'sess_possible'));
      expect(cell(row, 'sess_overall_percent')).toBe(
        ((100 * number(row, 'sess_overall')) / number(row, 'sess_possible')).toFixed(5),
      );
    }
  });

  it('never show a count of one or two persistently or severely absent pupils', () => {
    for (const column of ['enrolments_pa_10_exact', 'enrolments_pa_50_exact']) {
      expect(absence.filter((row) => ['1', '2'].includes(cell(row, column)))).toEqual([]);
    }
  });

  it('mark suppressed, missing and inapplicable figures', () => {
    const marks = (column: string): Set<string> =>
      new Set(absence.map((row) => cell(row, column)).filter((text) => /^[a-z]+$/.test(text)));
    expect(marks('sess_overall_percent')).toEqual(new Set(['x']));
    expect(marks('enrolments_pa_50_exact')).toEqual(new Set(['c', 'x', 'z']));
    const census = readRows(at('england_census.csv'));
    expect(readRows(at('similar_schools_context.csv')).length).toBeLessThan(census.length);
  });

  it('give each authority, region and the nation the ratio of its schools’ sums', () => {
    const returned = absence.filter((row) => cell(row, 'sess_overall') !== 'x');
    const sums = (rows: readonly Row[]): number | undefined =>
      absencePercent(
        rows.map((row) => ({
          possibleSessions: number(row, 'sess_possible'),
          absenceSessions: number(row, 'sess_overall'),
        })),
      );
    let compared = 0;
    for (const area of readRows(at('1_absence_3term_nat_reg_la.csv'))) {
      const [year, phase] = [cell(area, 'time_period'), cell(area, 'education_phase')];
      const inside = returned.filter(
        (row) =>
          cell(row, 'time_period') === year &&
          (phase === 'Total' || cell(row, 'education_phase') === phase) &&
          (cell(area, 'region_code') === '' || cell(row, 'region_code') === cell(area, 'region_code')) &&
          (cell(area, 'old_la_code') === '' || cell(row, 'old_la_code') === cell(area, 'old_la_code')),
      );
      expect(inside).toHaveLength(number(area, 'num_schools'));
      if (cell(area, 'sess_overall') === 'c') {
        expect(inside).toHaveLength(1);
        continue;
      }
      expect(number(area, 'sess_overall_percent')).toBeCloseTo(sums(inside) ?? Number.NaN, 4);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(200);
  });

  it('suppress authorities with one school in the year-to-date release, and count them in their region', () => {
    const toDate = readRows(at('attendance_la_ytd_snapshots_202223_202425.csv'));
    expect(toDate.some((row) => cell(row, 'possible_sessions') === 'c' && cell(row, 'num_schools') === '1')).toBe(true);
    for (const [, rows] of groupedBy(
      toDate,
      (row) => `${cell(row, 'snapshot_date')}/${cell(row, 'education_phase')}`,
    )) {
      const national = rows.find((row) => cell(row, 'geographic_level') === 'National');
      const regional = rows.filter((row) => cell(row, 'geographic_level') === 'Regional');
      if (national === undefined) throw new RangeError('A release lacks its national row.');
      for (const column of ['possible_sessions', 'overall_attendance', 'overall_absence']) {
        expect(regional.reduce((sum, row) => sum + number(row, column), 0)).toBe(number(national, column));
      }
      expect(number(national, 'overall_attendance') + number(national, 'overall_absence')).toBe(
        number(national, 'possible_sessions'),
      );
      expect(number(national, 'authorised_absence') + number(national, 'unauthorised_absence')).toBe(
        number(national, 'overall_absence'),
      );
    }
  });

  it('have hubs in every region that open in the year after the latest figures', () => {
    const hubs = readRows(at('hubs.csv'));
    expect(new Set(hubs.map((row) => cell(row, 'region_code'))).size).toBe(9);
    expect(hubs.every((row) => /^202(4-09-01|4-11-12|5-01-29)$/.test(cell(row, 'opens_on')))).toBe(true);
  });

  it('include schools outside the scope of expectations, and open ones whose history is under another URN', () => {
    const phases = new Set(register.map((row) => cell(row, 'TypeOfEstablishment (name)')));
    for (const name of [
      'Community special school',
      'Pupil referral unit',
      'Other independent school',
      'Local authority nursery school',
    ]) {
      expect(phases).toContain(name);
    }
    const reported = new Set(absence.map((row) => cell(row, 'school_urn')));
    const open = register.filter(
      (row) =>
        cell(row, 'EstablishmentStatus (code)') === '1' && ['2', '4'].includes(cell(row, 'PhaseOfEducation (code)')),
    );
    expect(open.filter((row) => !reported.has(cell(row, 'URN'))).length).toBeGreaterThan(5);
    expect(new Set(register.map((row) => cell(row, 'EstablishmentStatus (code)')))).toEqual(
      new Set(['1', '2', '3', '4']),
    );
  });
});

describe('the size of an invented England', () => {
  it.each([
    [60, 9, 9],
    [240, 9, 14],
    [6000, 150, 153],
    [24_000, 153, 153],
  ])('gives %d schools from %d to %d authorities and all files', async (schools, fewest, most) => {
    const england = await testEngland(schools, 4);
    const names = readdirSync(england.folder).sort();
    england.remove();
    expect(names).toEqual(fileNames);
    expect(england.schools).toBe(schools);
    expect(england.establishments).toBeGreaterThan(schools);
    expect(england.authorities).toBeGreaterThanOrEqual(fewest);
    expect(england.authorities).toBeLessThanOrEqual(most);
    expect(england.files.find(({ name }) => name === 'edubasealldata.csv')?.rows).toBe(england.establishments);
  });

  it.each([0, 59, 60.5, 24_001, Number.NaN])('refuses %d schools and says what to do', async (schools) => {
    await expect(generateEngland({ schools, seed: 1, folder: join(tmpdir(), 'never-made') })).rejects.toThrow(
      /60 to 24000 schools/,
    );
  });

  it('refuses a seed that is not a whole number', async () => {
    await expect(generateEngland({ schools: 60, seed: 0.5, folder: join(tmpdir(), 'never-made') })).rejects.toThrow(
      /whole number/,
    );
  });
});
