import { describe, expect, it } from 'vitest';
import { recogniseKind } from '../../../importers/recognise-kind.js';
import { yearInFileName } from '../../../importers/year-in-file-name.js';

describe('the kind of a file', () => {
  it.each([
    ['edubasealldata20241101.csv', 'register'],
    ['links_edubasealldata20241101.csv.gz', 'links'],
    ['1a_Absence_3term_school.csv', 'school-absence'],
    ['1_absence_3term_nat_reg_la.csv', 'area-absence'],
    ['similar_schools_context.csv', 'context'],
    ['england_census.csv', 'census'],
    ['2022-2023_england_census.csv', 'census'],
    ['hubs-202425.csv', 'hubs'],
    ['attendance_la_ytd_snapshots_202223_202425.csv.gz', 'attendance-to-date'],
    ['monthly_return_2024-10.csv', 'monthly-return'],
  ])('of %s is %s by its name', (fileName, kind) => {
    expect(recogniseKind(fileName, [])).toBe(kind);
  });

  it.each([
    [['URN', 'LinkURN', 'LinkName', 'LinkType', 'LinkEstablishedDate'], 'links'],
    [['time_period', 'urn', 'school_type', 'sess_overall_percent', 'enrolments_pa_10_exact_percent'], 'school-absence'],
    [
      [
        'time_period',
        'geographic_level',
        'region_code',
        'old_la_code',
        'school_type',
        'sess_overall_percent',
        'enrolments_pa_10_exact_percent',
      ],
      'area-absence',
    ],
    [['urn', 'Nor', 'PNUMFSMEVER', 'PSENELSE', 'PSENELK', 'PNUMEAL'], 'census'],
    [['date', 'text'], undefined],
    [[], undefined],
  ])('with the columns %j is %s', (header, kind) => {
    expect(recogniseKind('data.csv', header)).toBe(kind);
  });
});

describe('the year in a file name', () => {
  it.each([
    ['england_census_202324.csv', '202324'],
    ['2022-2023_england_census.csv', '202223'],
    ['england_census 2023-24.csv', '202324'],
    ['census_2018.csv.gz', '201718'],
    ['similar_schools_context.csv', undefined],
    ['attendance_202223_202425.csv', undefined],
    ['edubasealldata20241101.csv', undefined],
    ['census_199912.csv', undefined],
  ])('of %s is %s', (fileName, year) => {
    expect(yearInFileName(fileName)).toBe(year);
  });
});
