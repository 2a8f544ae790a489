import { type Calibration } from '../monitoring/calibration.js';
import { firstCalendarYear } from '../shared/academic-year.js';
import { monthName } from '../shared/dates.js';
import { type Reading } from './lesson.js';
import { type LessonBounds } from './lesson-bounds.js';
import { type LearningReport } from './report.js';

/** One reading of all months from January on, when a probability may propose support; none where too few checks were made. */
export function probabilityReadings(
  { academicYear, probabilities }: LearningReport,
  bounds: LessonBounds,
): readonly Reading[] {
  const january = `${firstCalendarYear(academicYear) + 1}-01`;
  const read = probabilities.filter(
    ({ month, calibration: { count } }) => month >= january && count >= bounds.leastSchools,
  );
  if (read.length === 0) return [];
  const astray = read
    .filter(({ calibration }) => calibration.error > bounds.calibrationError + errorOfChance(calibration, bounds))
    .map(({ month }) => month)
    .sort()
    .map(monthName);
  return [
    {
      about: 'probabilities',
      restsOn: 'monitoring',
      ...(astray.length > 0 && {
        found: {
          kind: 'probabilities-astray',
          sentence: `The probabilities of ${listed(astray)} did not match how often the event happened, so they cannot be relied on.`,
        },
      }),
    },
  ];
}

/** Mean and standard deviation of the distance of a standard normal variable from zero. */
const halfNormal = { mean: Math.sqrt(2 / Math.PI), deviation: Math.sqrt(1 - 2 / Math.PI) };

/** Leaves a false alarm in about one month of two hundred, so in hardly one year of thirty over its seven months. */
const deviations = 2.6;

/**
 * How large a calibration error the draw of so many outcomes brings by itself: of each bin the mean distance of a share from its true
 * value and the variance of that distance, joined over the bins by their counts. The true share is taken to be the one, of those that
 * the bound lets pass, that strays furthest. Distances add up at most, so what lies beyond bound and chance together is beyond the bound.
 */
function errorOfChance({ count, bins }: Calibration, { calibrationError }: LessonBounds): number {
  const parts = bins.map((bin) => {
    const share = Math.min(
      Math.max(0.5, bin.meanProbability - calibrationError),
      bin.meanProbability + calibrationError,
    );
    return (bin.count / count) * Math.sqrt((share * (1 - share)) / bin.count);
  });
  const mean = halfNormal.mean * parts.reduce((sum, part) => sum + part, 0);
  const deviation = halfNormal.deviation * Math.sqrt(parts.reduce((sum, part) => sum + part * part, 0));
  return mean + deviations * deviation;
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
