import { z } from 'zod';
import { problemTypes, type ProblemCode } from '../../problems.js';
import { academicYear, isAcademicYear } from '../../../domain/shared/academic-year.js';
import { regionCodes } from '../../../domain/shared/phase.js';
import { urn } from '../../../domain/shared/urn.js';

export const academicYearText = z
  .string()
  .regex(/^\d{6}$/, 'Give an academic year as six digits, such as 202425.')
  .refine(isAcademicYear, 'Give an academic year as six digits of two successive years, such as 202425.')
  .transform(academicYear)
  .describe('Academic year as six digits; 202425 is 2024/25.');

export const urnText = z
  .string()
  .regex(/^\d{6}$/, 'A URN has six digits.')
  .transform(urn)
  .describe('Unique reference number of the school in the establishment register.');

export const hubIdText = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,60}$/, 'Give a hub id as the hubs file names it.')
  .describe('Hub, as the hubs file names it.');

export const regionCode = z.enum(regionCodes).describe('Region by the letter of the establishment register (GOR).');

export const yearParams = z.strictObject({ academicYear: academicYearText });
export const schoolParams = z.strictObject({ academicYear: academicYearText, urn: urnText });
export const hubParams = z.strictObject({ academicYear: academicYearText, hubId: hubIdText });

export const notice = z.string().exactOptional().describe('Shown with the data wherever they go.');

/** Paging of a list: `cursor` is the `nextCursor` of the previous page. */
export const pageQuery = {
  cursor: z.string().max(200).exactOptional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** A page of a list; `nextCursor` is missing on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item): PageSchema<Item> =>
  z.object({ items: z.array(item), nextCursor: z.string().exactOptional(), notice });

type PageSchema<Item extends z.ZodType> = z.ZodObject<{
  items: z.ZodArray<Item>;
  nextCursor: z.ZodExactOptional<z.ZodString>;
  notice: typeof notice;
}>;

const codes = Object.keys(problemTypes) as [ProblemCode, ...ProblemCode[]];

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.enum(codes),
    detail: z.string(),
    errors: z.array(z.object({ where: z.string(), problem: z.string() })).exactOptional(),
    current: z
      .object({
        version: z.number().exactOptional(),
        stage: z.string().exactOptional(),
        status: z.string().exactOptional(),
        isPaused: z.boolean().exactOptional(),
      })
      .exactOptional(),
  })
  .describe('What was wrong, where, and what to do (RFC 9457).');

const errorAnswers = {
  content: { 'application/problem+json': { schema: problemSchema } },
  description: 'A problem with a stable code.',
};

/** Answers of a route, with the errors that every route may give. */
export const answers = <Good extends Readonly<Record<number, unknown>>>(
  good: Good,
): Good & { '4xx': typeof errorAnswers; '5xx': typeof errorAnswers } => ({
  ...good,
  '4xx': errorAnswers,
  '5xx': errorAnswers,
});
