import { z } from 'zod';

/** Identifies one decision of a person; sending it again with the same id changes nothing. */
export const commandId = z
  .string()
  .regex(
    /^[A-Za-z0-9._:-]{1,100}$/,
    'Give an id of your own of up to 100 letters, digits, dots, colons, hyphens or underscores.',
  )
  .describe('Chosen by the caller, once for each decision; a repeated command changes nothing.');

export const expectedVersion = z.number().int().min(0).describe('The version that the decision was taken on.');

/** The body of a decision request. The actor is never in it: the token says who decides. */
export const commandSchema = <Body extends z.ZodType>(body: Body): CommandSchema<Body> =>
  z.strictObject({ commandId, expectedVersion, body });

export type CommandSchema<Body extends z.ZodType> = z.ZodObject<
  { commandId: typeof commandId; expectedVersion: typeof expectedVersion; body: Body },
  z.core.$strict
>;

export const receiptSchema = z
  .object({ version: z.number(), stage: z.string() })
  .describe('The decision has been taken.');

export const acceptedSchema = z
  .object({ commandId: z.string(), detail: z.string() })
  .describe('The engine is slow. Send the same command again: it is taken once.');

export const reason = z.string().max(4_000).describe('Why, in words.');
export const text = z.string().max(4_000);
export const percent = z.number().describe('Attendance in per cent.');
export const date = z.iso.date('Give a date as yyyy-mm-dd.');
