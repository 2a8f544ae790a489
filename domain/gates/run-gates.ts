import { contextAgreementGates } from './context-agreement.js';
import { draftFitnessGates } from './draft-fitness.js';
import { enrolmentGates } from './enrolments.js';
import { impossibleFigureGates } from './impossible-figures.js';
import { implausibleFigureGates } from './implausible-figures.js';
import { lineageGates } from './lineage.js';
import { doubledRowsGate, missingFigureGates } from './missing-figures.js';
import { type GatePolicy, defaultGatePolicy } from './policy.js';
import { registerAgreementGates } from './register-agreement.js';
import { schoolStateGates } from './school-state.js';
import { sourceAgreementGates } from './source-agreement.js';
import { type GateFinding, type GateInput } from './types.js';

/** Every gate, in the order in which findings are shown. */
export const gates = [
  ...schoolStateGates,
  ...missingFigureGates,
  doubledRowsGate,
  ...impossibleFigureGates,
  ...implausibleFigureGates,
  ...sourceAgreementGates,
  ...registerAgreementGates,
  ...contextAgreementGates,
  ...enrolmentGates,
  ...lineageGates,
  ...draftFitnessGates,
] as const;

export type SchoolGateName = (typeof gates)[number]['name'];

const names: ReadonlySet<string> = new Set(gates.map(({ name }) => name));

/** Whether a gate looks at one school alone, and not at whole files. */
export const isSchoolGate = (name: string): boolean => names.has(name);

/** All findings, never only the first: an owner fixes everything at once. */
export function runGates(
  input: GateInput,
  policy: GatePolicy = defaultGatePolicy,
): readonly GateFinding<SchoolGateName>[] {
  return gates.flatMap(({ name, severity, owner, remedy, reason }) => {
    const sentence = reason(input, policy);
    return sentence === undefined ? [] : [{ gate: name, severity, owner, reason: sentence, remedy }];
  });
}

/** A draft with a blocking finding goes to quarantine. */
export const isBlocked = (findings: readonly GateFinding[]): boolean =>
  findings.some((finding) => finding.severity === 'blocks');
