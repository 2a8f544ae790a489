import { type z } from 'zod';
import { type YearLessons } from '../../../domain/learning/lesson.js';
import { startingPoint } from '../../../domain/model-record/starting-point.js';
import { type AcademicYear } from '../../../domain/shared/academic-year.js';
import { type startingPointSchema } from './schema.js';

/** What a campaign starts from, as the record of its model says it. */
export const presentStartingPoint = (
  academicYear: AcademicYear,
  lessons: YearLessons | undefined,
): z.output<typeof startingPointSchema> => ({
  headline: startingPoint({ academicYear, ...(lessons && { lessons }) }),
  ...(lessons && { academicYear: lessons.academicYear, boundsVersion: lessons.bounds.version }),
  lessons: lessons?.lessons.map(({ kind, severity, sentence }) => ({ kind, severity, sentence })) ?? [],
});
