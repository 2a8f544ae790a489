import { type ContextSource } from '../baseline/context.js';
import { metresBetween } from './distance.js';
import { type MeasuredCandidate, explainExample } from './explain.js';
import { withGovernanceMix } from './governance.js';
import { type KindIndex, kindIndex, kindOf } from './kind.js';
import { funnelCode, noExampleReasons, unfitCode } from './no-example.js';
import { type SimilarRules } from './rules.js';
import { type ComparableSchool, type Funnel, type NoExampleCode, type SimilarResult } from './types.js';

function contextDistance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (const [index, value] of a.entries()) sum += (value - (b[index] ?? value)) ** 2;
  return Math.sqrt(sum);
}

/** Variance of one year's attendance around what the school would show without luck, in squared percentage points. */
function transientVariance(school: ComparableSchool, rules: SimilarRules): number {
  const { constant, perEnrolment } = rules.transientVariance[school.absencePhase];
  return constant + perEnrolment / Math.max(1, school.enrolments);
}

/** Better by more than the noise of both. */
export function isClearlyBetter(candidate: ComparableSchool, target: ComparableSchool, rules: SimilarRules): boolean {
  const noise = Math.sqrt(transientVariance(candidate, rules) + transientVariance(target, rules));
  return candidate.attendancePercent - target.attendancePercent > rules.noiseMultiple * noise;
}

const measuresOfDistance = 6;

/** A distance sums over measures, so two equally like schools lie farther apart where a source has more of them. */
const farthestInContext = (rules: SimilarRules, measures: number): number =>
  rules.maximumContextDistance * Math.sqrt(measures / measuresOfDistance);

interface Sifted {
  readonly funnel: Funnel;
  /** Nearest in context first; equal distances by URN, so that the order never depends on the file's. */
  readonly clearlyBetter: readonly MeasuredCandidate[];
}

function sift(
  target: ComparableSchool,
  sameKind: readonly ComparableSchool[],
  widestMetres: number,
  rules: SimilarRules,
): Sifted {
  const { position, contextCoordinates } = target;
  let withinReach = 0;
  let alikeInContext = 0;
  const clearlyBetter: MeasuredCandidate[] = [];
  for (const school of sameKind) {
    if (school.urn === target.urn || position === undefined || school.position === undefined) continue;
    const metres = metresBetween(position, school.position);
    if (metres > widestMetres) continue;
    withinReach += 1;
    if (contextCoordinates === undefined || school.contextCoordinates === undefined) continue;
    const distance = contextDistance(contextCoordinates, school.contextCoordinates);
    if (distance > farthestInContext(rules, contextCoordinates.length)) continue;
    alikeInContext += 1;
    if (isClearlyBetter(school, target, rules)) clearlyBetter.push({ school, contextDistance: distance, metres });
  }
  clearlyBetter.sort((a, b) => a.contextDistance - b.contextDistance || (a.school.urn < b.school.urn ? -1 : 1));
  const others = sameKind.filter((school) => school.urn !== target.urn).length;
  return {
    funnel: { sameKind: others, withinReach, alikeInContext, clearlyBetter: clearlyBetter.length },
    clearlyBetter,
  };
}

const noExample = (code: NoExampleCode, funnel: Funnel): SimilarResult => ({
  kind: 'no-fair-example',
  code,
  reason: noExampleReasons[code],
  funnel,
});

const emptyFunnel: Funnel = { sameKind: 0, withinReach: 0, alikeInContext: 0, clearlyBetter: 0 };

/** What every comparison of a campaign shares. */
export interface ComparisonTerms {
  readonly rules: SimilarRules;
  /** Names the measures of the context coordinates, in their order. */
  readonly contextSource: ContextSource;
}

/**
 * Fair examples for a school: hard rules first, then the travel cap, widened by its steps until there are enough, then context,
 * then better by more than noise, then the mix of governance. Fewer than the minimum is no fair example, with the reason.
 */
export function similarSchoolsIn(
  index: KindIndex,
  target: ComparableSchool,
  { rules, contextSource }: ComparisonTerms,
): SimilarResult {
  const unfit = unfitCode(target);
  if (unfit !== undefined) return noExample(unfit, emptyFunnel);
  const caps = rules.travelCapsKilometres[target.absencePhase][target.isRural ? 'rural' : 'urban'];
  const { funnel, clearlyBetter } = sift(target, index.get(kindOf(target)) ?? [], 1000 * Math.max(...caps), rules);
  const limits = { minimum: rules.minimumExamples, maximum: rules.maximumExamples, share: rules.sameGovernanceShare };
  for (const travelCapKilometres of caps) {
    const within = clearlyBetter.filter((candidate) => candidate.metres <= 1000 * travelCapKilometres);
    const picked = withGovernanceMix(
      target.governance,
      within.map((candidate) => ({ candidate, governance: candidate.school.governance })),
      limits,
    );
    if (picked.length === 0) continue;
    const examples = picked.map(({ candidate }) => explainExample(target, candidate, contextSource, rules));
    return { kind: 'found', travelCapKilometres, examples, funnel };
  }
  return noExample(funnelCode(funnel, rules), funnel);
}

/** One school among candidates; for many schools make the index once. */
export const similarSchools = (
  target: ComparableSchool,
  candidates: Iterable<ComparableSchool>,
  terms: ComparisonTerms,
): SimilarResult => similarSchoolsIn(kindIndex(candidates), target, terms);
