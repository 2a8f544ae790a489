import { type FairnessBounds } from './bounds.js';
import { type GroupResult } from './results.js';
import { ratioEstimate, sideBeyond } from './estimate.js';
import { dimensionTitles, fifthDimensions, type Dimension } from './groups.js';
import { type Measures } from './measures.js';

export type FindingKind =
  'asks-too-much' | 'asks-too-little' | 'range-too-narrow' | 'range-too-wide' | 'met-ratio' | 'chance-referral';

/** A bound that one year's figures break. */
export interface Finding {
  readonly kind: FindingKind;
  readonly dimension: Dimension;
  readonly group: string;
  /** The group that met the expectation more often; of a ratio only. */
  readonly against?: string;
  /** Which range; of coverage only. */
  readonly range?: '80%' | '95%';
  /** Of a ratio: the smaller, the worse. */
  readonly ratio?: number;
  readonly who: string;
  readonly what: string;
}

/** What is the same from year to year of one finding. */
export const findingKey = ({ kind, dimension, group, against, range }: Finding): string =>
  [kind, dimension, group, against ?? '', range ?? ''].join('|');

/** Every bound that the judged groups of one year break. A bound is broken only where the whole interval lies beyond it. */
export function findingsOf(groups: readonly GroupResult[], bounds: FairnessBounds): readonly Finding[] {
  const judged = groups.filter(({ isJudged }) => isJudged);
  return [
    ...judged.flatMap((group) => groupFindings(group, bounds)),
    ...(Object.keys(fifthDimensions) as (keyof typeof fifthDimensions)[]).flatMap((dimension) =>
      ratioFindings(
        judged.filter((one) => one.dimension === dimension && one.group !== 'not-known'),
        bounds,
      ),
    ),
  ];
}

function groupFindings(result: GroupResult, bounds: FairnessBounds): readonly Finding[] {
  const { dimension, group, title, measures } = result;
  if (!measures) return [];
  const who = dimension === 'all' ? title : `${dimensionTitles[dimension]}, ${lower(title)}`;
  return [
    ...biasFindings(measures, bounds),
    ...coverageFindings(measures, bounds),
    ...chanceFindings(measures, bounds),
  ].map((finding) => ({ dimension, group, who, ...finding }));
}

type Own = Omit<Finding, 'dimension' | 'group' | 'who'>;

function biasFindings({ bias }: Measures, { biasPoints }: FairnessBounds): readonly Own[] {
  switch (sideBeyond(bias, -biasPoints, biasPoints)) {
    case 'above':
      return [
        { kind: 'asks-too-much', what: 'more absence came than was expected, so the expectation would ask too much' },
      ];
    case 'below':
      return [
        {
          kind: 'asks-too-little',
          what: 'less absence came than was expected, so the expectation would ask too little',
        },
      ];
    case undefined:
      return [];
  }
}

const coverageFindings = ({ cover80, cover95 }: Measures, bounds: FairnessBounds): readonly Own[] =>
  (
    [
      ['80%', 0.8, cover80],
      ['95%', 0.95, cover95],
    ] as const
  ).flatMap(([range, nominal, cover]): readonly Own[] => {
    switch (sideBeyond(cover, nominal - bounds.coverageShare, nominal + bounds.coverageShare)) {
      case 'below':
        return [
          { kind: 'range-too-narrow', range, what: `the ${range} range held the results less often than it says` },
        ];
      case 'above':
        return [{ kind: 'range-too-wide', range, what: `the ${range} range held the results more often than it says` }];
      case undefined:
        return [];
    }
  });

const chanceFindings = (
  { chanceReferral }: Measures,
  { greatestChanceReferralShare }: FairnessBounds,
): readonly Own[] =>
  sideBeyond(chanceReferral, 0, greatestChanceReferralShare) === 'above'
    ? [{ kind: 'chance-referral', what: 'too many schools that are at their expectation would be referred by chance' }]
    : [];

/** Every pair of fifths of which one met the expectation so much less often than the other. */
const ratioFindings = (fifths: readonly GroupResult[], { leastMetRatio }: FairnessBounds): readonly Finding[] =>
  fifths.flatMap((one) =>
    fifths.flatMap((other): readonly Finding[] => {
      const { value, high } = ratioEstimate(counted(one), counted(other));
      if (one === other || high >= leastMetRatio) return [];
      const { dimension, group } = one;
      return [
        {
          kind: 'met-ratio',
          dimension,
          group,
          against: other.group,
          ratio: value,
          who: `${dimensionTitles[dimension]}, ${lower(one.title)}`,
          what: `the expectation was met much less often than in another fifth (${lower(other.title)})`,
        },
      ];
    }),
  );

const counted = ({ metSchools = 0, schools }: GroupResult): { successes: number; of: number } => ({
  successes: metSchools,
  of: schools,
});

/** For the middle of a sentence; names of places and languages keep their capitals. */
const lower = (title: string): string =>
  /^(Fifth|Second|Middle|Fourth|Under|Town|Country|Not|Primary|Secondary|Special)\b/.test(title)
    ? title.charAt(0).toLowerCase() + title.slice(1)
    : title;
