import { isAcademicYear, yearInWords } from '../shared/academic-year.js';
import { type Origin } from './figures.js';

/** Where a figure comes from, for people. */
export function originInWords(origin: Origin): string {
  const asOf = dated(origin.asOf);
  switch (origin.kind) {
    case 'file':
      return `file ${origin.batchId}, line ${origin.line}, ${asOf}`;
    case 'model':
      return `model ${origin.modelVersion}, from data up to ${asOf}`;
    case 'untold':
      return `a published file, whose line is not told because it would name the school, ${asOf}`;
    case 'person':
      return `decided by people, ${asOf}`;
  }
}

const dated = (asOf: string): string =>
  isAcademicYear(asOf) ? yearInWords(asOf) : asOf === 'register' ? 'the school register' : asOf;
