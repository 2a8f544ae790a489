import { type FileKind } from '../file-kind.js';
import { areaAbsence } from './area-absence.js';
import { attendanceToDate } from './attendance-to-date.js';
import { census } from './census.js';
import { context } from './context.js';
import { type FileFormat } from './file-format.js';
import { hubs } from './hubs.js';
import { links } from './links.js';
import { monthlyReturn } from './monthly-return.js';
import { register } from './register.js';
import { schoolAbsence } from './school-absence.js';

export const formats: Readonly<Record<FileKind, FileFormat>> = {
  register,
  links,
  'area-absence': areaAbsence,
  'school-absence': schoolAbsence,
  census,
  context,
  hubs,
  'attendance-to-date': attendanceToDate,
  'monthly-return': monthlyReturn,
};
