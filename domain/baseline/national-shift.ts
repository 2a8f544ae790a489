import { type AcademicYear, isAcademicYear, shiftYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type NationalRates } from './national-rates.js';

/** How far a phase's national rate moves from one year to the next; no change is expected, so this is the root mean square. */
interface PhaseShift {
  readonly standardDeviationPoints: number;
  /** The number of changes it is computed from. */
  readonly changes: number;
  readonly source: 'own-history' | 'published';
}

export type NationalShift = Readonly<Record<AbsencePhase, PhaseShift>>;

/**
 * From the national rates of 2006/07 to 2017/18 (pupil absence statistics, national rows), the change of 2011/12 to 2012/13 left
 * out: five half-terms were counted before it and six after.
 */
export const publishedNationalShift: NationalShift = {
  primary: { standardDeviationPoints: 0.344, changes: 10, source: 'published' },
  secondary: { standardDeviationPoints: 0.389, changes: 10, source: 'published' },
  special: { standardDeviationPoints: 0.424, changes: 10, source: 'published' },
};

/** The first year counted over six half-terms. */
const definitionBreak = '201213';

/** With fewer changes than this of its own a model carries the published shift. */
const minimumChanges = 5;

function changesOf(rates: NationalRates, phase: AbsencePhase): number[] {
  const years = Object.keys(rates[phase]).filter(isAcademicYear).sort();
  const rate = (year: AcademicYear): number | undefined => rates[phase][year]?.absencePercent;
  return years.flatMap((year) => {
    const now = rate(year);
    const before = rate(shiftYear(year, -1));
    return now === undefined || before === undefined || year === definitionBreak ? [] : [now - before];
  });
}

function shiftOf(rates: NationalRates, phase: AbsencePhase): PhaseShift {
  const changes = changesOf(rates, phase);
  if (changes.length < minimumChanges) return publishedNationalShift[phase];
  const squares = changes.reduce((sum, change) => sum + change * change, 0);
  return {
    standardDeviationPoints: Math.sqrt(squares / changes.length),
    changes: changes.length,
    source: 'own-history',
  };
}

/** The national shift by phase from the rates given, or the published one where they are few. */
export const nationalShift = (rates: NationalRates): NationalShift => ({
  primary: shiftOf(rates, 'primary'),
  secondary: shiftOf(rates, 'secondary'),
  special: shiftOf(rates, 'special'),
});
