import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { academicYear } from '../../../domain/shared/academic-year.js';
import { type DataFile, type FileRole, type Folder } from './folder.js';
import { nationalRegister } from './national-register.js';
import { parseSheet, reader, type Sheet, type SheetRow, withRows } from './sheet.js';

/** Names that the department gives these columns now. */
const renamed: Readonly<Record<string, string>> = {
  urn: 'school_urn',
  laestab: 'school_laestab',
  school_type: 'education_phase',
};

const absenceColumns = [
  'time_period',
  'old_la_code',
  'education_phase',
  'school_urn',
  'school_laestab',
  'enrolments',
  'sess_possible',
  'sess_overall',
  'sess_authorised',
  'sess_unauthorised',
  'sess_overall_percent',
  'sess_authorised_percent',
  'sess_unauthorised_percent',
  'enrolments_pa_10_exact',
  'enrolments_pa_10_exact_percent',
];

/** All schools of England as a campaign for 2017/18 would have found them: three years of absence with session counts, two censuses, two registers. */
export function nationalFolder(sharedData: string): Folder {
  const read = (fileName: string): Sheet =>
    parseSheet(fileName.replace('.gz', ''), gunzipSync(readFileSync(join(sharedData, fileName))));
  const absence = (year: string): Sheet => schoolRows(read(`absence_school_${year}.csv.gz`), year);
  const panel = upTo(read('panel_201314_201718.csv.gz'), '201617');
  const [censusBefore, census] = [read('census_2016.csv.gz'), read('census_2017.csv.gz')];
  const files: readonly (readonly [FileRole, DataFile])[] = [
    [
      'register-before',
      nationalRegister(
        read('school_spine_2016.csv.gz'),
        { panel, census: censusBefore },
        { date: '2016-09-01', fileName: 'edubasealldata20160901.csv' },
      ),
    ],
    [
      'register',
      nationalRegister(
        read('school_spine_2017.csv.gz'),
        { panel, census },
        { date: '2017-09-01', fileName: 'edubasealldata20170901.csv' },
      ),
    ],
    ['links', linksBefore(read('urn_links.csv.gz'), '2017-09-01')],
    ['area-absence', areaRows(read('absence_nat_reg_la_200607_201718.csv.gz'))],
    ['absence-three-years-ago', absence('201415')],
    ['absence-year-before', absence('201516')],
    ['absence-last-year', absence('201617')],
    ['context-before', { ...censusBefore, fileName: 'england_census_201516.csv' }],
    ['context', { ...census, fileName: 'england_census_201617.csv' }],
  ];
  return { name: 'national', targetYear: academicYear('201718'), files: new Map(files) };
}

/** The columns that are imported, and the two that newer files have, so that total rows can be distinguished from schools. */
function schoolRows(sheet: Sheet, year: string): Sheet {
  const named = { ...sheet, header: sheet.header.map((name) => renamed[name] ?? name) };
  const cells = absenceColumns.map((name) => reader(named, name));
  return {
    fileName: `1a_absence_3term_school_${year}.csv`,
    header: ['time_identifier', 'geographic_level', ...absenceColumns],
    rows: sheet.rows.map((row) => ['Academic year', 'School', ...cells.map((cell) => cell(row))]),
  };
}

function areaRows(sheet: Sheet): Sheet {
  const year = reader(sheet, 'time_period');
  const isTaken = (row: SheetRow): boolean => year(row) >= '201415' && year(row) <= '201617';
  return {
    fileName: '1_absence_3term_nat_reg_la_201617.csv',
    header: sheet.header.map((name) => renamed[name] ?? name),
    rows: sheet.rows.filter(isTaken),
  };
}

function upTo(sheet: Sheet, year: string): Sheet {
  const yearIn = reader(sheet, 'time_period');
  return withRows(
    sheet,
    sheet.rows.filter((row) => yearIn(row) <= year),
  );
}

/** Links that were known by then: those with a date up to it, and those without one, which are old. */
function linksBefore(sheet: Sheet, day: string): Sheet {
  const date = reader(sheet, 'LinkEstablishedDate');
  return {
    ...withRows(
      sheet,
      sheet.rows.filter((row) => date(row).split('-').reverse().join('-') <= day),
    ),
    fileName: 'links_edubasealldata20170901.csv',
  };
}
