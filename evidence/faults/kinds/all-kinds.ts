import * as absenceFigures from './absence-figures.js';
import * as areas from './areas.js';
import * as context from './context.js';
import { type FaultKind } from './fault-kind.js';
import * as fileShape from './file-shape.js';
import * as register from './register.js';
import * as rowsOfOthers from './rows-of-others.js';
import * as wholeAbsenceFiles from './whole-absence-files.js';
import * as wrongRows from './wrong-rows.js';

const modules: readonly Readonly<Record<string, FaultKind>>[] = [
  absenceFigures,
  rowsOfOthers,
  wrongRows,
  wholeAbsenceFiles,
  register,
  areas,
  context,
  fileShape,
];

/** Every kind, in the order of the table. */
export const faultKinds: readonly FaultKind[] = modules.flatMap((kinds) => Object.values(kinds));
