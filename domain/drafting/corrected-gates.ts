import { type ExpectedAbsence } from '../baseline/expect.js';
import { type NationalRates } from '../baseline/national-rates.js';
import { isSchoolGate, runGates } from '../gates/run-gates.js';
import { type AbsenceFact, type GateFinding } from '../gates/types.js';
import { withFields } from '../process/change.js';
import { type Correction } from '../school-year/state.js';
import { shiftYear, type AcademicYear } from '../shared/academic-year.js';
import { type PreparedDraft, type SchoolGateInput } from './prepared-draft.js';

interface Corrected {
  readonly corrections: readonly Correction[];
  readonly nationalRates: NationalRates;
  readonly expected: ExpectedAbsence | undefined;
}

/** What the gates find with the corrections in place of the published figures; checks of whole files are not about one school's figure. */
export function findingsWith(
  { findings, gateInput, similar }: PreparedDraft,
  { corrections, nationalRates, expected }: Corrected,
): readonly GateFinding[] {
  if (!gateInput || corrections.length === 0) return findings;
  return [
    ...findings.filter(({ gate }) => !isSchoolGate(gate)),
    ...runGates({
      ...corrections.reduce(withCorrection, gateInput),
      nationalRates,
      similar,
      ...(expected && { interval80: expected.interval80 }),
    }),
  ];
}

function withCorrection(input: SchoolGateInput, { figure, value }: Correction): SchoolGateInput {
  const lastYear = shiftYear(input.targetYear, -1);
  switch (figure) {
    case 'last-year-absence':
      return withAbsence(input, lastYear, value);
    case 'year-before-absence':
      return withAbsence(input, shiftYear(input.targetYear, -2), value);
    case 'enrolments':
      return withYear(input, lastYear, (fact) => ({ ...fact, enrolments: value }));
  }
}

/** The counts follow the corrected rate, and the parts of the published one no longer apply; nobody else has a corrected figure. */
function withAbsence(input: SchoolGateInput, year: AcademicYear, percent: number): SchoolGateInput {
  const { yearsOfAnother } = input;
  return {
    ...withYear(input, year, (fact) => ({
      ...withFields(fact, { authorised: undefined, unauthorised: undefined }),
      absence: { kind: 'value', value: percent },
      ...(fact.possibleSessions !== undefined &&
        fact.absenceSessions !== undefined && { absenceSessions: (fact.possibleSessions * percent) / 100 }),
    })),
    ...(yearsOfAnother && { yearsOfAnother: yearsOfAnother.filter((other) => other !== year) }),
  };
}

const withYear = (
  input: SchoolGateInput,
  year: AcademicYear,
  change: (fact: AbsenceFact) => AbsenceFact,
): SchoolGateInput => ({
  ...input,
  absence: input.absence.map((fact) => (fact.academicYear === year ? change(fact) : fact)),
});
