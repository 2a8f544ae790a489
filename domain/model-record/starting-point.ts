import { type Lesson, type YearLessons } from '../learning/lesson.js';
import { shiftYear, yearInWords, type AcademicYear } from '../shared/academic-year.js';

/** What a campaign starts from. `lessons` is missing where no year before was learned from. */
export interface Taught {
  readonly academicYear: AcademicYear;
  readonly lessons?: YearLessons;
}

/** In a sentence: which year's learning report a campaign starts from, and what that means for it. */
export function startingPoint({ academicYear, lessons }: Taught): string {
  if (!lessons) {
    const yearBefore = yearInWords(shiftYear(academicYear, -1));
    return `It does not start from a learning report: there was none of ${yearBefore} when the model was fitted. A campaign writes one when it closes its year.`;
  }
  const from = `It starts from the lessons of ${yearInWords(lessons.academicYear)}.`;
  if (repeatedLessons(lessons).length > 0) return `${from} It would repeat something, and is held.`;
  return lessons.lessons.some(({ severity }) => severity === 'warns')
    ? `${from} Nothing holds it; some things are noted.`
    : `${from} Nothing lies beyond the bounds.`;
}

/** Lessons that a campaign would not have heeded. */
export const repeatedLessons = (lessons: YearLessons | undefined): readonly Lesson[] =>
  lessons?.lessons.filter(({ severity }) => severity === 'blocks') ?? [];

const marks: Readonly<Record<Lesson['severity'], string>> = {
  blocks: 'Stops the campaign',
  warns: 'Noted',
  informs: 'For information',
};

/** The lessons as lines for people. */
export const lessonLines = (lessons: YearLessons | undefined): readonly string[] =>
  lessons?.lessons.map(({ severity, sentence }) => `${marks[severity]}: ${sentence}`) ?? [];
