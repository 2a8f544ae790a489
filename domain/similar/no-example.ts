import { type SimilarRules } from './rules.js';
import { type ComparableSchool, type Funnel, type NoExampleCode } from './types.js';

/** Plain English for the report; no figure, no blame. */
export const noExampleReasons: Readonly<Record<NoExampleCode, string>> = {
  'selectivity-unknown':
    'The register does not say whether this school selects its pupils, and it is not compared until a person decides.',
  'area-selectivity-unknown':
    'It cannot be told how many pupils of this area go to grammar schools, so no school is sure to be in a like area.',
  'position-unknown': 'The register does not say where this school is, so no school is sure to be within reach.',
  'context-unknown': 'Too little is known of this school’s intake to say which schools are like it.',
  'rare-kind': 'There are too few schools of this kind in the region.',
  isolated: 'There are too few schools of this kind within a reasonable distance.',
  'unlike-neighbours': 'Schools of this kind within reach have a very different intake.',
  'among-the-best':
    'This school is among the best of its kind: hardly any school like it within reach was clearly better last year.',
  'few-clearly-better':
    'Few schools like this one are within reach, and too few of those were clearly better last year.',
  'governance-mix': 'Schools like this one that were clearly better are nearly all run in another way.',
};

/** What makes a target unfit for any comparison, before looking at others. */
export function unfitCode(target: ComparableSchool): NoExampleCode | undefined {
  if (target.isSelective === undefined) return 'selectivity-unknown';
  if (target.areaSelectivity === 'unknown') return 'area-selectivity-unknown';
  if (target.position === undefined) return 'position-unknown';
  return target.contextCoordinates === undefined ? 'context-unknown' : undefined;
}

/** A school is among the best of its kind when at most this share of the schools like it were clearly better. */
const bestShare = 0.25;

/** The first rule at which too few were left. */
export function funnelCode(funnel: Funnel, rules: SimilarRules): NoExampleCode {
  const few = (count: number): boolean => count < rules.minimumExamples;
  if (few(funnel.sameKind)) return 'rare-kind';
  if (few(funnel.withinReach)) return 'isolated';
  if (few(funnel.alikeInContext)) return 'unlike-neighbours';
  if (!few(funnel.clearlyBetter)) return 'governance-mix';
  return funnel.clearlyBetter <= bestShare * funnel.alikeInContext ? 'among-the-best' : 'few-clearly-better';
}
