import { type Phase, type RegionCode } from '../../domain/shared/phase.js';
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

/** Steps of additive recurrences, whose every prefix is evenly spread; sources: Roberts 2018, R sequence in two dimensions; golden ratio. */
const kindStep = 0.7548776662466927;
const regionStep = 0.5698402909980532;
const storyStep = 0.6180339887498949;

/** Special schools convert; the other schools outside the mainstream have no story. */
const specialConverterShare = 0.06;

/**
 * Kind, region and story of each school. Spread sequences instead of independent draws keep 60 schools as representative as 24,000, and
 * school number 12 the same school in both. Stories are dealt to mainstream schools alone, so that the rarest is not lost on others.
 */
export function outlines(schools: number, seed: number): Outline[] {
  const start = randomStream(seed, 'composition');
  const [kindStart, regionStart, storyStart] = [start.uniform(), start.uniform(), start.uniform()];
  let dealt = 0;
  const storyOf = (kind: Kind, index: number): Story => {
    if (kind === 'special') return (index * storyStep) % 1 < specialConverterShare ? 'converter' : 'unchanged';
    if (!isMainstream(kind)) return 'unchanged';
    dealt += 1;
    return weightedChoice(stories, (storyStart + dealt * storyStep) % 1);
  };
  return Array.from({ length: schools }, (_, index) => {
    const kind = weightedChoice(kinds, (kindStart + index * kindStep) % 1);
    const regionCode = weightedChoice(regionShares, (regionStart + index * regionStep) % 1);
    return { index, kind, regionCode, story: storyOf(kind, index) };
  });
}
