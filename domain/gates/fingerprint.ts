import { type AcademicYear } from '../shared/academic-year.js';
import { groupBy } from '../shared/group-by.js';
import { valueOf } from '../shared/published-figure.js';
import { type AbsenceFact } from './types.js';

/** Whether a percentage has enough decimals that equality is unlikely to be a coincidence. */
export const isFine = (percent: number): boolean => Math.abs(percent * 100 - Math.round(percent * 100)) > 1e-6;

/** Small session counts agree by coincidence. */
const fewestSessions = 2000;

/**
 * What identifies the figures of a row, whichever school they belong to: its session counts, or its rates of overall and persistent absence
 * where the rates of its year are given finely. undefined where figures this coarse could agree by coincidence.
 *
 * @param rows every row of the files, which say how finely the rates of a year are given.
 */
export function fingerprintsOf(rows: readonly AbsenceFact[]): (fact: AbsenceFact) => string | undefined {
  const fineYears = yearsGivenFinely(rows);
  return ({ academicYear, enrolments, possibleSessions, absenceSessions, absence, persistentAbsence }) => {
    if (possibleSessions !== undefined && absenceSessions !== undefined)
      return possibleSessions < fewestSessions
        ? undefined
        : `${enrolments ?? ''} ${possibleSessions} ${absenceSessions}`;
    const overall = valueOf(absence);
    const persistent = persistentAbsence === undefined ? undefined : valueOf(persistentAbsence);
    if (overall === undefined || persistent === undefined || !fineYears.has(academicYear)) return undefined;
    return `${overall} ${persistent}`;
  };
}

/** The years in which most rates have many decimals. A single rate does not show it: among rates of five decimals, 7.12 is 7.12000. */
function yearsGivenFinely(rows: readonly AbsenceFact[]): ReadonlySet<AcademicYear> {
  const byYear = [...groupBy(rows, ({ academicYear }) => academicYear)];
  return new Set(
    byYear.flatMap(([year, own]) => {
      const rates = own.flatMap(({ absence }) => valueOf(absence) ?? []);
      return rates.filter(isFine).length * 2 > rates.length ? [year] : [];
    }),
  );
}
