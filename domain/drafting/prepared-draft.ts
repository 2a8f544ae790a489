import { type ExpectInputs } from '../baseline/expect.js';
import { type ExpectationInput } from '../baseline/expectation.js';
import { type RungName } from '../baseline/ladder.js';
import { type GateFinding, type GateInput } from '../gates/types.js';
import { type NamedExample, type SimilarFacts, type YearFacts } from '../report/facts.js';
import { type Source } from '../shared/source.js';
import { type Scope } from '../scope/scope.js';
import { type AbsencePhase, type RegionCode } from '../shared/phase.js';

/** What the expectation of one school is computed from, kept so that a corrected figure goes through the same formulas. */
export interface ExpectationInputs {
  readonly model: ExpectInputs;
  readonly similar: Omit<ExpectationInput, 'expectedAbsencePercent'>;
  /** Levels of the ladder's rungs that do not depend on the expectation, attendance in per cent. */
  readonly rungs: Readonly<Partial<Record<RungName, number>>>;
  /** The authority that the average is of, by its name; left out where no file names it. */
  readonly rungAuthority?: string;
  /** Where a rung was read; the others were made by the model. */
  readonly rungSources?: Readonly<Partial<Record<RungName, Source>>>;
}

/** One school's draft as prepared by a campaign: plain JSON, stored until the school-year asks for it. */
export interface PreparedDraft {
  readonly urn: string;
  readonly name: string;
  readonly laCode: string;
  readonly laName: string;
  readonly regionCode: RegionCode | '';
  readonly phase: string;
  readonly absencePhase?: AbsencePhase;
  readonly scope: Scope;
  readonly enrolments?: number;
  readonly enrolmentsSource?: Source;
  readonly years: readonly YearFacts[];
  readonly inputs?: ExpectationInputs;
  /** With every name; a report shows those that have agreed. */
  readonly similar: SimilarFacts<NamedExample>;
  readonly findings: readonly GateFinding[];
  /** What the gates looked at, so that a corrected figure goes through all of them; missing where nothing is expected. */
  readonly gateInput?: SchoolGateInput;
}

/** What the gates look at, without what the model and the examples already say. */
export type SchoolGateInput = Omit<GateInput, 'nationalRates' | 'interval80' | 'similar'>;
