import { sideBeyond } from '../fairness/estimate.js';
import { type HubEffect } from './hub-openings.js';
import { type Lesson } from './lesson.js';
import { type RegressionToMean } from './regression-to-mean.js';
import { type LearningReport } from './report.js';

/** What support can be expected to do, as far as the year shows; no rule of a campaign depends on it. */
export const effectLessons = ({ regressionToMean, hubs }: LearningReport): readonly Lesson[] => [
  ...(regressionToMean ? [informs('regression-to-mean', ...regression(regressionToMean))] : []),
  ...(hubs ? [informs('hubs', hubSentence(hubs))] : []),
];

const informs = (kind: Lesson['kind'], ...sentences: readonly string[]): Lesson => ({
  kind,
  severity: 'informs',
  sentence: sentences.join(' '),
});

function regression({ shareOfImprovement, supportPoints }: RegressionToMean): readonly string[] {
  const beyond = {
    above:
      'Beyond that they improved more than similar schools; support was not given at random, so this does not prove an effect.',
    below:
      'Beyond that they improved less than similar schools; support was not given at random, so this does not prove an effect.',
    within: 'What support added to that cannot be distinguished from chance.',
  }[sideBeyond(supportPoints, 0, 0) ?? 'within'];
  if (shareOfImprovement === undefined) return ['Schools that were supported did not improve on the whole.', beyond];
  const part = shareOfImprovement >= 0.5 ? 'At least half' : 'Less than half';
  return [`${part} of the improvement of supported schools would have come by itself.`, beyond];
}

const hubSentence = ({ points }: HubEffect): string =>
  ({
    above: 'Absence fell more where a hub had opened than elsewhere.',
    below: 'Absence fell less where a hub had opened than elsewhere.',
    within: 'What hubs added cannot be distinguished from chance.',
  })[sideBeyond(points, 0, 0) ?? 'within'];
