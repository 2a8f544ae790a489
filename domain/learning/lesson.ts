import { type AcademicYear } from '../shared/academic-year.js';
import { type LessonBounds } from './lesson-bounds.js';

export type LessonKind =
  | 'asked-too-much'
  | 'asked-too-little'
  | 'range-too-narrow'
  | 'range-too-wide'
  | 'probabilities-astray'
  | 'referred-more'
  | 'overridden-more'
  | 'regression-to-mean'
  | 'hubs';

/** A lesson of a closed year for the next, in words without a figure, so that a message may contain it. */
export interface Lesson {
  readonly kind: LessonKind;
  /**
   * `blocks`: the next campaign would repeat it, and is held; `warns`: shown and recorded, and stops nothing; `informs`: not a fault, but
   * what support can be expected to do.
   */
  readonly severity: 'blocks' | 'warns' | 'informs';
  readonly sentence: string;
}

export interface YearLessons {
  /** The year that the lesson comes from. */
  readonly academicYear: AcademicYear;
  readonly bounds: LessonBounds;
  readonly lessons: readonly Lesson[];
}

/** Versions of the rules that a campaign is about to begin under. */
export interface RulesInForce {
  readonly baseline: string;
  readonly monitoring: string;
  readonly season: string;
}

/** One part of a report that is large enough to be read. */
export interface Reading {
  /** The same from year to year. */
  readonly about: string;
  /** The rules that would have to change for the next year to be another. */
  readonly restsOn: 'baseline' | 'monitoring';
  /** What lies beyond the bounds; missing where all is within them. */
  readonly found?: Pick<Lesson, 'kind' | 'sentence'>;
}
