import { type AbsencePhase } from '../shared/phase.js';
import { type Fifth } from './judged-school.js';

interface Ranked {
  readonly phase: AbsencePhase;
  readonly value: number | undefined;
}

const lastFifth = 5;

/**
 * The fifth of each school by a measure, within its phase: a primary's share of free meals does not say the same as a secondary's.
 * Equal values keep the order given; a school without the measure has none.
 */
export function fifthsWithinPhase(schools: readonly Ranked[]): readonly (Fifth | undefined)[] {
  const fifths: (Fifth | undefined)[] = schools.map(() => undefined);
  for (const phase of ['primary', 'secondary', 'special'] as const) {
    const ranked = schools
      .flatMap((school, position) =>
        school.phase === phase && school.value !== undefined ? [{ position, value: school.value }] : [],
      )
      .sort((a, b) => a.value - b.value || a.position - b.position);
    ranked.forEach(({ position }, rank) => {
      fifths[position] = (1 + Math.floor((lastFifth * rank) / ranked.length)) as Fifth;
    });
  }
  return fifths;
}
