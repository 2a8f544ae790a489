import { type ComparisonTerms } from './comparison.js';
import { absenceSessionsOf, monthAbsence, type MonthFigures } from './month-figures.js';
import { monthlyVariance } from './noise.js';
import { seasonOf } from './season.js';

/** A month's absence above the school's own level of that month of the season; percentage points. */
export interface OwnExcess {
  readonly month: string;
  readonly excessPoints: number;
  readonly standardErrorPoints: number;
}

type Terms = Pick<ComparisonTerms, 'phase' | 'season' | 'policy'>;

/**
 * A month, `yyyy-mm`, against the level that the school's other months give, on the season, with the nation's shift of the month taken out:
 * the measure of a shock (docs/sources/local-shocks.md#evidence). A single month would be compared with itself, so at least two are needed;
 * undefined where there is no other, or the month has not been received.
 */
export function ownExcess(terms: Terms, held: readonly MonthFigures[], month: string): OwnExcess | undefined {
  const months = withShiftOfTheMonth(held);
  const figures = months.find((each) => each.month === month);
  const others = months.filter((each) => each.month !== month);
  const rate = figures && monthAbsence(figures);
  const level = levelOf(terms, others);
  if (!figures || rate === undefined || level === undefined) return undefined;
  const ordinary = level * seasonOf(terms.season.phases[terms.phase], month).relative;
  return {
    month,
    excessPoints: rate - ordinary - figures.shiftPoints,
    standardErrorPoints: errorOf(terms, level, figures, others),
  };
}

interface ShiftedMonth extends MonthFigures {
  /** The national shift of that month alone. */
  readonly shiftPoints: number;
}

/** A shift to date is an average over the sessions so far; the month's own shift is derived from what it added. */
function withShiftOfTheMonth(held: readonly MonthFigures[]): readonly ShiftedMonth[] {
  const months = [...held].sort((a, b) => (a.month < b.month ? -1 : 1));
  let sessions = 0;
  let shifted = 0;
  return months.map((figures) => {
    const { possibleSessions, nationalShiftPoints } = figures;
    const before = sessions > 0 ? shifted / sessions : 0;
    sessions += possibleSessions;
    const added = (nationalShiftPoints ?? before) * sessions - shifted;
    shifted += added;
    return { ...figures, shiftPoints: possibleSessions > 0 ? added / possibleSessions : 0 };
  });
}

/** The year's level for which the season gives the observed absence. */
function levelOf({ phase, season }: Terms, months: readonly ShiftedMonth[]): number | undefined {
  let absence = 0;
  let weighted = 0;
  for (const figures of months) {
    absence += 100 * absenceSessionsOf(figures) - figures.shiftPoints * figures.possibleSessions;
    weighted += figures.possibleSessions * seasonOf(season.phases[phase], figures.month).relative;
  }
  return weighted > 0 && absence > 0 ? absence / weighted : undefined;
}

function errorOf({ policy, phase }: Terms, level: number, own: MonthFigures, others: readonly MonthFigures[]): number {
  const noise = policy.noise[phase];
  const variance = (months: readonly MonthFigures[]): number =>
    monthlyVariance(noise, {
      absencePercent: Math.min(level, 50),
      sessions: months.map(({ possibleSessions }) => possibleSessions),
    }) +
    noise.areaStray.monthVariance / months.length;
  return Math.sqrt(variance([own]) + variance(others));
}
