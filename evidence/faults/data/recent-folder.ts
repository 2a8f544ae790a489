import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { academicYear } from '../../../domain/shared/academic-year.js';
import { type DataFile, type FileRole, type Folder } from './folder.js';
import { parseSheet, reader, type Sheet, withRows } from './sheet.js';

/**
 * The recent sample as a folder. Its one absence file is cut into one file a year, as the department publishes each year on
 * its own. The register is there twice, because a service that runs for a second year also holds the extract of the year before.
 */
export function recentFolder(sharedData: string): Folder {
  const read = (fileName: string): Sheet => parseSheet(fileName, readFileSync(join(sharedData, 'sample', fileName)));
  const absence = read('1a_absence_3term_school.csv');
  const register = read('edubasealldata.csv');
  const files: readonly (readonly [FileRole, DataFile])[] = [
    ['register-before', { ...register, fileName: 'edubasealldata20230901.csv' }],
    ['register', { ...register, fileName: 'edubasealldata20240902.csv' }],
    ['links', read('links_edubasealldata.csv')],
    ['area-absence', read('1_absence_3term_nat_reg_la.csv')],
    ['absence-three-years-ago', ofYear(absence, '202122')],
    ['absence-year-before', ofYear(absence, '202223')],
    ['absence-last-year', ofYear(absence, '202324')],
    ['context', { ...read('similar_schools_context.csv'), fileName: 'similar_schools_context_202324.csv' }],
  ];
  return { name: 'recent', targetYear: academicYear('202425'), files: new Map(files) };
}

function ofYear(sheet: Sheet, year: string): Sheet {
  const yearIn = reader(sheet, 'time_period');
  return {
    ...withRows(
      sheet,
      sheet.rows.filter((row) => yearIn(row) === year),
    ),
    fileName: `1a_absence_3term_school_${year}.csv`,
  };
}
