import {
  type CandidateField,
  type CandidateFields,
  type ComparisonTerms,
  candidateFields,
  placedSchool,
} from './candidate-field.js';
import { explainExample } from './explain.js';
import { withGovernanceMix, withoutGovernanceMix } from './governance.js';
import { kindOf, kindOfAnyGender, kindOfAnyYears, mayCrossGender } from './kind.js';
import { funnelCode, noExampleReasons, unfitCode } from './no-example.js';
import { type SimilarRules } from './rules.js';
import { type Sifted, nearestWithin, sift } from './sift.js';
import { type ComparableSchool, type Funnel, type NoExampleCode, type SimilarResult } from './types.js';
import { shareYearGroups } from './year-groups.js';

const noExample = (code: NoExampleCode, funnel: Funnel): SimilarResult => ({
  kind: 'no-fair-example',
  code,
  reason: noExampleReasons[code],
  funnel,
});

const emptyFunnel: Funnel = { sameKind: 0, withinReach: 0, alikeInContext: 0, better: 0, clearlyBetter: 0 };

/** Travel caps in kilometres that are tried for a school, nearest first. */
const capsOf = ({ absencePhase, isRural }: ComparableSchool, { rules }: ComparisonTerms): readonly number[] =>
  rules.travelCapsKilometres[absencePhase][isRural ? 'rural' : 'urban'];

/** Takes the nearest cap at which the examples have their mix of governance; only the widest does without it. */
function examplesOf(target: ComparableSchool, sifted: Sifted, terms: ComparisonTerms): SimilarResult {
  const { rules, weights } = terms;
  const caps = capsOf(target, terms);
  const limits = { minimum: rules.minimumExamples, maximum: rules.maximumExamples, share: rules.sameGovernanceShare };
  for (const travelCapKilometres of caps) {
    const within = nearestWithin(sifted, 1000 * travelCapKilometres);
    const mixed =
      withGovernanceMix(target.governance, within, limits) ??
      (travelCapKilometres === caps.at(-1) ? withoutGovernanceMix(target.governance, within, limits) : undefined);
    if (mixed === undefined) continue;
    const { mix: governanceMix, picked } = mixed;
    const examples = picked.map((candidate) =>
      explainExample(target, candidate, { rules, measures: weights.measures, governanceMix }),
    );
    return { kind: 'found', travelCapKilometres, governanceMix, examples, funnel: sifted.funnel };
  }
  return noExample(funnelCode(target, sifted.funnel, rules), sifted.funnel);
}

/**
 * Fair examples for a school: hard rules first, then the travel cap, widened by its steps until there are enough, then context, then better
 * by more than noise, then the mix of governance. Fewer than the minimum gives no fair example, with the reason.
 */
function similarSchoolsIn(fields: CandidateFields, target: ComparableSchool, terms: ComparisonTerms): SimilarResult {
  const unfit = unfitCode(target);
  if (unfit !== undefined) return noExample(unfit, emptyFunnel);
  const placed = placedSchool(target, terms);
  if (placed === undefined) return noExample('context-unknown', emptyFunnel);
  const widestMetres = 1000 * Math.max(...capsOf(target, terms));
  const among = (field: CandidateField | undefined, isFit?: (candidate: ComparableSchool) => boolean): SimilarResult =>
    field === undefined
      ? noExample('rare-kind', emptyFunnel)
      : examplesOf(target, sift(field, placed, widestMetres, { ...terms, ...(isFit && { isFit }) }), terms);
  const ofOwnGender = among(fields.sameGender.get(kindOf(target)));
  const own =
    ofOwnGender.kind === 'found' || !mayCrossGender(target)
      ? ofOwnGender
      : among(fields.anyGender.get(kindOfAnyGender(target)));
  if (own.kind === 'found' || !isKindTooSmall(own, terms.rules)) return own;
  const wide = among(fields.anyYears.get(kindOfAnyYears(target)), ({ yearGroups }) =>
    shareYearGroups(yearGroups, target.yearGroups),
  );
  return wide.kind === 'found' ? wide : own;
}

const tooFewAlike: readonly NoExampleCode[] = ['rare-kind', 'isolated', 'unlike-neighbours'];

/** Whether the reason lies in how few schools of the kind there are, and not in how well they do. */
const isKindTooSmall = (
  { code, funnel }: Extract<SimilarResult, { readonly kind: 'no-fair-example' }>,
  { smallKind }: SimilarRules,
): boolean => tooFewAlike.includes(code) || (code === 'few-clearly-better' && funnel.sameKind < smallKind);

/** Every school compared with all the others, by URN. */
export function similarForAll(
  schools: readonly ComparableSchool[],
  terms: ComparisonTerms,
): ReadonlyMap<string, SimilarResult> {
  const fields = candidateFields(schools, terms);
  return new Map(schools.map((school) => [school.urn, similarSchoolsIn(fields, school, terms)]));
}
