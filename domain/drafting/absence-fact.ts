import { type AbsenceFact } from '../gates/types.js';
import { type PublishedFigure } from '../shared/published-figure.js';
import { type AbsenceRow } from './campaign-facts.js';

/** A row as the gates look at it: marks stay marks. */
export function absenceFact(row: AbsenceRow): AbsenceFact {
  const { academicYear, urn, phase, laCode, laestab, enrolments, possibleSessions, absenceSessions } = row;
  const authorised = figureOf(row, 'authorisedPercent');
  const unauthorised = figureOf(row, 'unauthorisedPercent');
  const persistentAbsence = figureOf(row, 'persistentAbsencePercent');
  return {
    academicYear,
    urn,
    phase,
    absence: figureOf(row, 'absencePercent') ?? { kind: 'not-available', raw: '' },
    ...(laCode !== undefined && { laCode }),
    ...(laestab !== undefined && { laestab }),
    ...(authorised && { authorised }),
    ...(unauthorised && { unauthorised }),
    ...(persistentAbsence && { persistentAbsence }),
    ...(enrolments !== undefined && { enrolments }),
    ...(possibleSessions !== undefined && { possibleSessions }),
    ...(absenceSessions !== undefined && { absenceSessions }),
  };
}

type Rate = 'absencePercent' | 'authorisedPercent' | 'unauthorisedPercent' | 'persistentAbsencePercent';

const figureOf = ({ marks, ...row }: AbsenceRow, rate: Rate): PublishedFigure | undefined => {
  const value = rate === 'absencePercent' ? (row.publishedAbsencePercent ?? row.absencePercent) : row[rate];
  return value === undefined ? marks[rate] : { kind: 'value', value };
};
