import { effectLessons } from './effect-lessons.js';
import { expectationReadings } from './expectation-readings.js';
import { type Lesson, type Reading, type RulesInForce, type YearLessons } from './lesson.js';
import { defaultLessonBounds, type LessonBounds } from './lesson-bounds.js';
import { probabilityReadings } from './probability-reading.js';
import { rateLessons } from './rate-lessons.js';
import { type JudgedUnder, type LearningReport } from './report.js';

/** The reports that a campaign starts from. */
export interface ReportsBefore {
  /** Of the year before. */
  readonly last: LearningReport;
  /** Of the year before that, where there is one. */
  readonly earlier?: LearningReport;
}

/**
 * What the year before teaches a campaign that begins under these rules. A lesson blocks where the rules it rests on are in force still,
 * so that the new year would repeat it, unless an earlier year under the same rules did not show it: that is a shock of one year, as
 * with the fairness bounds (docs/adr/0023). A range that is too wide asks nothing of anybody and blocks nothing.
 */
export function lessonsOf(
  reports: ReportsBefore,
  rules: RulesInForce,
  bounds: LessonBounds = defaultLessonBounds,
): YearLessons {
  const { last } = reports;
  return {
    academicYear: last.academicYear,
    bounds,
    lessons: [
      ...readingsOf(last, bounds).flatMap((reading) => graded(reading, reports, rules, bounds)),
      ...rateLessons(last, bounds),
      ...effectLessons(last),
    ],
  };
}

const readingsOf = (report: LearningReport, bounds: LessonBounds): readonly Reading[] => [
  ...expectationReadings(report, bounds),
  ...probabilityReadings(report, bounds),
];

function graded(
  { about, restsOn, found }: Reading,
  { last, earlier }: ReportsBefore,
  rules: RulesInForce,
  bounds: LessonBounds,
): readonly Lesson[] {
  if (!found) return [];
  const { kind, sentence } = found;
  const warns = (why = ''): readonly Lesson[] => [{ kind, severity: 'warns', sentence: `${sentence}${why}` }];
  if (kind === 'range-too-wide') return warns();
  // A report that does not say what it was judged under cannot say that it was something else.
  if (last.judgedUnder && !isInForce(last.judgedUnder, restsOn, rules))
    return warns(' What it rests on has been changed since.');
  const before =
    earlier?.judgedUnder && isInForce(earlier.judgedUnder, restsOn, rules)
      ? readingsOf(earlier, bounds).find((one) => one.about === about)
      : undefined;
  if (before && before.found?.kind !== kind) return warns(' The year before that did not show it.');
  return [{ kind, severity: 'blocks', sentence }];
}

function isInForce(judgedUnder: JudgedUnder, restsOn: Reading['restsOn'], rules: RulesInForce): boolean {
  switch (restsOn) {
    case 'baseline':
      return judgedUnder.baseline.includes(rules.baseline);
    case 'monitoring':
      return judgedUnder.monitoring === rules.monitoring && judgedUnder.season === rules.season;
  }
}
