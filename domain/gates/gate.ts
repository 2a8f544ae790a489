import { type AcademicYear, shiftYear } from '../shared/academic-year.js';
import { valueOf } from '../shared/published-figure.js';
import { type GatePolicy } from './policy.js';
import { type AbsenceFact, type GateDescription, type GateInput, type GateOwner, type GateSeverity } from './types.js';

/** One named check. `reason` is undefined when the draft passes. */
export interface Gate<Name extends string = string> extends GateDescription<GatePolicy> {
  readonly name: Name;
  readonly severity: GateSeverity;
  readonly owner: GateOwner;
  readonly remedy: string;
  readonly reason: (input: GateInput, policy: GatePolicy) => string | undefined;
}

/** Keeps the name as a literal type, from which `GateName` is derived. */
export const defineGate = <const Name extends string>(gate: Gate<Name>): Gate<Name> => gate;

export const lastYearOf = (input: GateInput): AcademicYear => shiftYear(input.targetYear, -1);
export const yearBeforeOf = (input: GateInput): AcademicYear => shiftYear(input.targetYear, -2);

/** The row of a year; of doubled rows the first, because the double has its own gate. */
export const factOf = (input: GateInput, year: AcademicYear): AbsenceFact | undefined =>
  input.absence.find((fact) => fact.academicYear === year);

export function absenceOf(input: GateInput, year: AcademicYear): number | undefined {
  const fact = factOf(input, year);
  return fact === undefined ? undefined : valueOf(fact.absence);
}

/** Possible sessions per enrolment; NaN, which no bound compares with, where either is not given. */
export const sessionsPerEnrolmentOf = ({ possibleSessions = NaN, enrolments = NaN }: AbsenceFact): number =>
  possibleSessions / enrolments;

/** The rows that satisfy a test, as a reason that names their years. */
export function yearsWhere(input: GateInput, isFaulty: (fact: AbsenceFact) => boolean): readonly AcademicYear[] {
  return [...new Set(input.absence.filter(isFaulty).map((fact) => fact.academicYear))].sort();
}
