import { type GatePolicy, defaultGatePolicy } from '../../../../domain/gates/policy.js';
import { runGates } from '../../../../domain/gates/run-gates.js';
import { type GateName } from './gate-name.js';
import { type AbsenceFact, type GateInput } from '../../../../domain/gates/types.js';
import { type Establishment } from '../../../../domain/scope/types.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { type PublishedFigure } from '../../../../domain/shared/published-figure.js';
import { nationalRatesOf } from '../baseline/invented.js';

export const [yearBefore, lastYear, targetYear] = [
  academicYear('202122'),
  academicYear('202223'),
  academicYear('202324'),
];
export const value = (percent: number): PublishedFigure => ({ kind: 'value', value: percent });

export const establishment: Establishment = {
  urn: '900001',
  laCode: '901',
  name: 'Alder Lane School',
  typeCode: '01',
  status: 'open',
  phase: 'primary',
  gender: 'mixed',
  admissionsPolicy: 'not-applicable',
  trustFlag: 'not-applicable',
  numberOfPupils: 220,
};

export const fact = (change: Partial<AbsenceFact> = {}): AbsenceFact => ({
  academicYear: lastYear,
  urn: '900001',
  laCode: '901',
  phase: 'primary',
  absence: value(6.2),
  authorised: value(4.7),
  unauthorised: value(1.5),
  persistentAbsence: value(18),
  enrolments: 200,
  possibleSessions: 60_000,
  absenceSessions: 3720,
  ...change,
});

export const before = (change: Partial<AbsenceFact> = {}): AbsenceFact =>
  fact({
    academicYear: yearBefore,
    absence: value(6.5),
    authorised: value(4.9),
    unauthorised: value(1.6),
    absenceSessions: 3900,
    ...change,
  });

export const sound: GateInput = {
  targetYear,
  establishment,
  absence: [fact(), before()],
  nationalRates: nationalRatesOf({ primary: 6, secondary: 9, special: 12 }),
  lineage: { kind: 'no-predecessor' },
  liveRelatives: [],
  secondSources: [{ name: 'monthly returns', absencePercent: 6.3 }],
  area: { publishedPercent: 6.1, recomputedPercent: 6.1 },
  interval80: { low: 5.4, high: 7 },
};

export const withLast = (change: Partial<AbsenceFact>): Partial<GateInput> => ({ absence: [fact(change), before()] });
export const withSchool = (change: Partial<Establishment>): Partial<GateInput> => ({
  establishment: { ...establishment, ...change },
});
export const named = (change: Partial<GateInput>): GateName[] =>
  runGates({ ...sound, ...change }).map(({ gate }) => gate);

type Change = Partial<GateInput>;

/** The reason that one gate gives for the sound draft with a change; undefined when it passes. */
export const reasonOf = (gate: GateName, change: Change, policy: Partial<GatePolicy> = {}): string | undefined =>
  runGates({ ...sound, ...change }, { ...defaultGatePolicy, ...policy }).find((finding) => finding.gate === gate)
    ?.reason;

export const fires = (gate: GateName, change: Change, policy: Partial<GatePolicy> = {}): boolean =>
  reasonOf(gate, change, policy) !== undefined;

/** A row or a school without some of what is known of it. */
export function without<T extends object, K extends keyof T>(whole: T, ...keys: readonly K[]): Omit<T, K> {
  const copy = { ...whole };
  for (const key of keys) Reflect.deleteProperty(copy, key);
  return copy;
}
