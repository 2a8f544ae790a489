import { type AbsenceFact } from '../gates/types.js';
import { type PublishedFigure } from '../shared/published-figure.js';
import { type AbsenceRow } from './campaign-facts.js';

/** A row as the gates look at it: marks stay marks. */
export function absenceFact(row: AbsenceRow): AbsenceFact {
  const { academicYear, urn, phase, laCode, laestab, enrolments, possibleSessions, absenceSessions } = row;
  const authorised = figureOf(row, 'authorised_percent', row.authorisedPercent);
  const unauthorised = figureOf(row, 'unauthorised_percent', row.unauthorisedPercent);
  const persistentAbsence = figureOf(row, 'persistent_absence_percent', row.persistentAbsencePercent);
  return {
    academicYear,
    urn,
    phase,
    absence: figureOf(row, 'absence_percent', row.absencePercent) ?? { kind: 'not-available', raw: '' },
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

const figureOf = ({ marks }: AbsenceRow, column: string, value: number | undefined): PublishedFigure | undefined =>
  value === undefined ? marks[column] : { kind: 'value', value };
