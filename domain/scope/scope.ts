import { type EstablishmentKind, establishmentKind } from './establishment-type.js';
import { type HistoryStanding } from './history-standing.js';
import { type LineageReason } from './lineage.js';
import { type Establishment } from './types.js';

export interface ScopeInput {
  readonly establishment: Pick<Establishment, 'typeCode' | 'status' | 'phase'>;
  /** Pupils of compulsory school age; undefined when no source gives them. */
  readonly enrolments?: number;
  readonly history: HistoryStanding;
}

type OutOfScopeCode =
  'closed' | 'proposed-to-open' | 'no-phase' | Exclude<EstablishmentKind, 'mainstream' | 'unknown-type'>;

type WithheldCode = 'too-small' | 'enrolments-unknown' | 'no-history' | 'history-not-carried';

interface Reason<Code extends string> {
  readonly code: Code;
  /** Plain English for the school's page, without figures. */
  readonly sentence: string;
}

/** Every school has exactly one of these each year; source: docs/sources/expectation.md#every-school-has-one-state. */
export type Scope =
  | { readonly kind: 'in-scope' }
  | { readonly kind: 'out-of-scope'; readonly reason: Reason<OutOfScopeCode> }
  | { readonly kind: 'withheld'; readonly reason: Reason<WithheldCode> };

/**
 * Our own minimum for an expectation: below it a single pupil visibly changes the school's rate. Source:
 * docs/sources/absence-statistics.md#small-numbers.
 */
export const minimumEnrolments = 30;

const outOfScopeSentences: Readonly<Record<OutOfScopeCode, string>> = {
  closed: 'The register says that this school is closed.',
  'proposed-to-open': 'The register says that this school has not opened yet.',
  special: 'Expectations are set for mainstream schools; this is a special school.',
  'alternative-provision': 'Expectations are set for mainstream schools; this is alternative provision.',
  independent: 'Expectations are set for state-funded schools; this is an independent school.',
  'sixteen-plus': 'Expectations cover pupils of compulsory school age; this school teaches pupils over 16.',
  nursery: 'Expectations cover pupils of compulsory school age; this is a nursery school.',
  'other-type': 'Expectations are set for state-funded mainstream schools; the register gives another type.',
  'no-phase': 'The register gives this school no phase of education, so it cannot be compared.',
};

const lineageSentences: Readonly<Record<LineageReason, string>> = {
  'sponsor-led': 'It is a sponsor-led academy, which counts as a new school, so the earlier figures are not its own.',
  merged: 'It came out of a merger, so no single earlier school has its figures.',
  split: 'It came out of a split, so the earlier figures belong to more than one school.',
  'several-predecessors': 'The register links it to more than one earlier school, so no single one has its figures.',
  'not-a-converter': 'The register links it to an earlier school, but not as a converter academy.',
  circular: 'The links in the register run in a circle, so its earlier figures cannot be identified.',
};

const outOfScope = (code: OutOfScopeCode): Scope => ({
  kind: 'out-of-scope',
  reason: { code, sentence: outOfScopeSentences[code] },
});
const withheld = (code: WithheldCode, sentence: string): Scope => ({ kind: 'withheld', reason: { code, sentence } });

function outOfScopeCode({ establishment }: ScopeInput): OutOfScopeCode | undefined {
  if (establishment.status === 'closed' || establishment.status === 'proposed-to-open') return establishment.status;
  const kind: EstablishmentKind = establishmentKind(establishment.typeCode);
  // An unknown type goes to a person, by the gate `type-unknown`.
  if (kind !== 'mainstream' && kind !== 'unknown-type') return kind;
  if (establishment.phase === 'special') return 'special';
  return establishment.phase === 'other' ? 'no-phase' : undefined;
}

/** Whether a school gets an expectation this year; a person may still decide for one that is withheld. */
export function scopeOf(school: ScopeInput): Scope {
  const code = outOfScopeCode(school);
  if (code !== undefined) return outOfScope(code);
  const { enrolments, history } = school;
  if (enrolments === undefined) {
    return withheld(
      'enrolments-unknown',
      'No source says how many pupils this school has, so its figures cannot be weighed.',
    );
  }
  if (enrolments < minimumEnrolments) {
    return withheld('too-small', 'The school has so few pupils that its figures could point to one of them.');
  }
  switch (history.kind) {
    case 'own':
    case 'carried':
      return { kind: 'in-scope' };
    case 'none':
      return withheld('no-history', 'There is no full year of attendance for this school yet.');
    case 'not-carried':
      return withheld(
        'history-not-carried',
        `${lineageSentences[history.reason]} A person may decide what it should start from.`,
      );
  }
}
