import { type Phase, type RegionCode } from '../domain/shared/phase.js';
import { randomStream, weightedChoice } from './random.js';

/** What kind of establishment it is; the last four have no phase of their own in the product. */
export type Kind = Exclude<Phase, 'other'> | 'pupil-referral-unit' | 'nursery' | 'sixteen-plus' | 'independent';

/** What has happened to a school in the years that the files cover. */
export type Story =
  | 'unchanged'
  | 'converter'
  | 'sponsor-led'
  | 'merged'
  | 'amalgamated'
  | 'split'
  | 'new'
  | 'closing'
  | 'opening'
  | 'closed';

export interface Outline {
  readonly index: number;
  readonly kind: Kind;
  readonly regionCode: RegionCode;
  readonly story: Story;
}

/** Shares of 24,000 establishments; about 20,200 are mainstream. Source: schools counted in the daily statistics 2024/25; the rest our choice. */
const kinds: readonly (readonly [Kind, number])[] = [
  ['primary', 0.695],
  ['middle-deemed-primary', 0.0007],
  ['secondary', 0.1335],
  ['middle-deemed-secondary', 0.0035],
  ['all-through', 0.0085],
  ['special', 0.0465],
  ['pupil-referral-unit', 0.0145],
  ['nursery', 0.016],
  ['sixteen-plus', 0.0165],
  ['independent', 0.0653],
];

/** Primary and secondary schools by region; source: pupil absence statistics 2017/18. */
export const regionShares: readonly (readonly [RegionCode, number])[] = [
  ['A', 0.051],
  ['B', 0.144],
  ['D', 0.104],
  ['E', 0.096],
  ['F', 0.108],
  ['G', 0.118],
  ['H', 0.115],
  ['J', 0.154],
  ['K', 0.11],
];

const stories: readonly (readonly [Story, number])[] = [
  ['converter', 0.06],
  ['sponsor-led', 0.022],
  ['merged', 0.009],
  ['amalgamated', 0.006],
  ['split', 0.005],
  ['new', 0.014],
  ['closing', 0.008],
  ['opening', 0.006],
  ['closed', 0.012],
  ['unchanged', 0.858],
];

const isMainstream = (kind: Kind): boolean =>
  ['primary', 'middle-deemed-primary', 'secondary', 'middle-deemed-secondary', 'all-through'].includes(kind);

/** Steps of an additive recurrence in three dimensions, whose every prefix is evenly spread; source: Roberts 2018, R sequence. */
const steps = [0.8191725133961645, 0.6710436067037893, 0.5497004779019703] as const;

/**
 * Kind, region and story of each school. A spread sequence instead of independent draws keeps 60 schools as representative
 * as 24,000, and school number 12 the same school in both.
 */
export function outlines(schools: number, seed: number): Outline[] {
  const start = randomStream(seed, 'composition');
  const [kindStart, regionStart, storyStart] = [start.uniform(), start.uniform(), start.uniform()];
  return Array.from({ length: schools }, (_, index) => {
    const kind = weightedChoice(kinds, (kindStart + index * steps[0]) % 1);
    const story = weightedChoice(stories, (storyStart + index * steps[2]) % 1);
    return {
      index,
      kind,
      regionCode: weightedChoice(regionShares, (regionStart + index * steps[1]) % 1),
      story: isMainstream(kind) || (kind === 'special' && story === 'converter') ? story : 'unchanged',
    };
  });
}
