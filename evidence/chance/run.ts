import { judgeMonths, referralGround } from '../../domain/monitoring/judgement.js';
import { yearRate } from '../../domain/monitoring/month-figures.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { normalDraws } from '../random-draws.js';
import { drawYear, type Terms, type TrueSchool } from './school-year.js';

/** Results of a number of drawn years of one school; shares, 0 to 1. */
export interface ChanceRow {
  readonly phase: AbsencePhase;
  readonly enrolments: number;
  readonly shortPoints: number;
  readonly years: number;
  /** Years in which support was proposed at some check. */
  readonly proposed: number;
  /** Of them, by the check of the last month before Easter. */
  readonly proposedByEaster: number;
}

export interface Drawing {
  readonly years: number;
  readonly seed: number;
  /** `yyyy-mm` */
  readonly lastMonthBeforeEaster: string;
}

/** Draws years of a school and judges each as its workflow would. The same seed gives the same row. */
export function drawYears(
  school: TrueSchool,
  terms: Terms,
  { years, seed, lastMonthBeforeEaster }: Drawing,
): ChanceRow {
  const draw = normalDraws(seed);
  let proposed = 0;
  let proposedByEaster = 0;
  for (let year = 0; year < years; year += 1) {
    const month = firstProposal(drawYear(school, terms, draw), terms);
    if (month === undefined) continue;
    proposed += 1;
    if (month <= lastMonthBeforeEaster) proposedByEaster += 1;
  }
  const { phase, enrolments, shortPoints } = school;
  return {
    phase,
    enrolments,
    shortPoints,
    years,
    proposed: proposed / years,
    proposedByEaster: proposedByEaster / years,
  };
}

/** A later month never changes an earlier check, so the checks up to each month show what was proposed then. */
function firstProposal(input: ReturnType<typeof drawYear>, { policy }: Terms): string | undefined {
  const { checks } = judgeMonths(input);
  const at = checks.findIndex(
    (_, index) => referralGround({ checks: checks.slice(0, index + 1) }, policy) !== undefined,
  );
  return checks[at]?.month;
}

/** Absence of the years for which the season was learned, per cent: where the noise of an ordinary school was measured. */
export const usualCeilings = { primary: yearRate(5.3), secondary: yearRate(8.6), special: yearRate(12.9) };
