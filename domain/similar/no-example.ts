import { type SimilarRules } from './rules.js';
import { type ComparableSchool, type Funnel, type NoExampleCode } from './types.js';
import { unknownYearGroups } from './year-groups.js';

/** Plain English for the report; no figure, no blame. */
export const noExampleReasons: Readonly<Record<NoExampleCode, string>> = {
  'selectivity-unknown':
    'The register does not say whether this school selects its pupils, and it is not compared until a person decides.',
  'area-selectivity-unknown':
    'It is not known how many pupils of this area go to grammar schools, so no school is sure to be in a similar area.',
  'year-groups-unknown':
    'The register does not say which year groups this school teaches, so no school is sure to teach the same.',
  'position-unknown': 'The register does not say where this school is, so no school is sure to be within reach.',
  'context-unknown': 'Too little is known of this school’s intake to say which schools are like it.',
  'rare-kind': 'There are too few schools of this kind in the region.',
  isolated: 'There are too few schools of this kind within a reasonable distance.',
  'unlike-neighbours': 'Schools of this kind within reach have a very different intake.',
  'among-the-best':
    'This school is among the best of its kind: three in four schools like it within reach were no better last year.',
  'few-clearly-better':
    'Too few of the schools like this one within reach were better by more than can be chance, last year and over two years, and clearly above the level expected.',
  'governance-mix':
    'The schools like this one that were clearly better are nearly all part of a trust with several schools.',
};

/** What makes a target unfit for any comparison, before looking at others. */
export function unfitCode(target: ComparableSchool): NoExampleCode | undefined {
  if (target.isSelective === undefined) return 'selectivity-unknown';
  if (target.areaSelectivity === 'unknown') return 'area-selectivity-unknown';
  if (target.position === undefined) return 'position-unknown';
  return target.contextCoordinates === undefined ? 'context-unknown' : undefined;
}

/** A school with a group is in its best quarter when at most a quarter of the group was better last year. */
export const isAmongBest = ({ alikeInContext, better }: Funnel, rules: SimilarRules): boolean =>
  alikeInContext >= rules.minimumExamples && better <= rules.bestShare * alikeInContext;

/** The first rule at which too few were left. */
export function funnelCode(target: ComparableSchool, funnel: Funnel, rules: SimilarRules): NoExampleCode {
  const few = (count: number): boolean => count < rules.minimumExamples;
  if (target.yearGroups === unknownYearGroups) return 'year-groups-unknown';
  if (few(funnel.sameKind)) return 'rare-kind';
  if (few(funnel.withinReach)) return 'isolated';
  if (few(funnel.alikeInContext)) return 'unlike-neighbours';
  if (!few(funnel.clearlyBetter)) return 'governance-mix';
  return isAmongBest(funnel, rules) ? 'among-the-best' : 'few-clearly-better';
}
