import { valueOf } from '../shared/published-figure.js';
import { type AbsenceFact } from './types.js';

/** Whether a percentage is given finely enough that equality is no accident. */
export const isFine = (percent: number): boolean => Math.abs(percent * 100 - Math.round(percent * 100)) > 1e-6;

/** A few pupils' sessions agree by chance. */
const fewestSessions = 2000;

/**
 * What identifies the figures of a row, whoever they belong to: its session counts, or two percentages given to more than two decimals.
 * undefined where figures as coarse as these could be two schools' alike.
 */
export function fingerprint({
  enrolments,
  possibleSessions,
  absenceSessions,
  absence,
  persistentAbsence,
}: AbsenceFact): string | undefined {
  if (possibleSessions !== undefined && absenceSessions !== undefined)
    return possibleSessions < fewestSessions ? undefined : `${enrolments ?? ''} ${possibleSessions} ${absenceSessions}`;
  const overall = valueOf(absence);
  const persistent = persistentAbsence === undefined ? undefined : valueOf(persistentAbsence);
  if (overall === undefined || persistent === undefined || !isFine(overall)) return undefined;
  return `${overall} ${persistent}`;
}
