import { ratioEstimate, type Counted } from '../fairness/estimate.js';
import { type Lesson } from './lesson.js';
import { type LessonBounds } from './lesson-bounds.js';
import { groupingNames, type Grouping, type GroupRate } from './rates.js';
import { type LearningReport } from './report.js';

const referred = 'support was proposed much more often than for the others';
const overridden = 'people overrode the expectation much more often than for the others';

/** Groups that were referred or overridden far more often than the others together: to be looked at, for it need be no fault. */
export const rateLessons = (
  { referredBy, overriddenByRegion }: LearningReport,
  bounds: LessonBounds,
): readonly Lesson[] => [
  ...groupingNames.flatMap((grouping) =>
    farBeyond(referredBy[grouping], bounds).map((group) => lesson('referred-more', grouping, group, referred)),
  ),
  ...farBeyond(overriddenByRegion, bounds).map((group) => lesson('overridden-more', 'region', group, overridden)),
];

const lesson = (kind: Lesson['kind'], grouping: Grouping, group: string, what: string): Lesson => ({
  kind,
  severity: 'warns',
  sentence: `${titles[grouping]}, ${inWords(group)}: ${what}.`,
});

const titles: Readonly<Record<Grouping, string>> = {
  deprivation: 'Deprivation',
  phase: 'Phase',
  region: 'Region',
  size: 'Size',
  specialNeeds: 'Special educational needs',
};

const fifths = ['first fifth', 'second fifth', 'third fifth', 'fourth fifth', 'last fifth'];

/** "1 (most deprived)" is a fifth, "1: under 100 pupils" a band; the rest are names. */
const inWords = (group: string): string =>
  group.replace(/^\d: /, '').replace(/^[1-5](?=$| \()/, (place) => fifths[Number(place) - 1] ?? place);

function farBeyond(groups: readonly GroupRate[], { leastSchools, rateRatio }: LessonBounds): readonly string[] {
  const rated = groups.filter(({ share }) => share !== undefined);
  return rated
    .filter((one) => {
      const others = rated.filter((other) => other !== one).map(counted);
      const of = others.reduce((sum, other) => sum + other.of, 0);
      if (one.group === 'not known' || one.schools < leastSchools || of < leastSchools) return false;
      const successes = others.reduce((sum, other) => sum + other.successes, 0);
      return ratioEstimate(counted(one), { successes, of }).low > rateRatio;
    })
    .map(({ group }) => group)
    .sort();
}

const counted = ({ share, schools }: GroupRate): Counted => ({
  successes: Math.round((share?.value ?? 0) * schools),
  of: schools,
});
