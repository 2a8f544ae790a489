import { z } from 'zod';
import { shockKinds } from '../../../domain/monitoring/exemption.js';
import { commandId, date, reason, text } from '../decisions/command-schema.js';
import { academicYearText, notice, regionCode } from '../shared/schemas.js';

export const eventParams = z.strictObject({ academicYear: academicYearText, eventId: commandId });

export const openSchema = z.strictObject({
  eventId: commandId.describe('Chosen by the caller, once for each event; the same event again opens nothing twice.'),
  shockKind: z.enum(shockKinds),
  from: date,
  to: date.describe('May be in the next school year; days there count for that year.'),
  evidence: text,
  area: z.strictObject({
    regionCode,
    laCodes: z.array(z.string().max(10)).max(200).exactOptional(),
    phase: z.enum(['primary', 'secondary', 'special']).exactOptional(),
  }),
});

export const endSchema = z.strictObject({ endedOn: date });
export const revokeSchema = z.strictObject({ reason });

export const startedSchema = z.object({ eventId: z.string(), workflowId: z.string() });

export const eventsSchema = z.object({
  items: z.array(
    z.object({
      eventId: z.string(),
      regionCode: z.string(),
      shockKind: z.string(),
      from: z.string(),
      to: z.string(),
      evidence: z.string(),
      openedBy: z.string(),
      signalled: z
        .number()
        .describe('Number of schools that were sent the event. Whether each applied it is in its own decision log.'),
      endedOn: z.string().exactOptional(),
      isRevoked: z.boolean(),
    }),
  ),
  notice,
});

export const suggestionsQuery = z.strictObject({
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/, 'Give a month as yyyy-mm.')
    .exactOptional()
    .describe('By default the newest month of each region’s returns.'),
  regionCode: regionCode.exactOptional(),
});

const suggestionSchema = z.object({
  suggestionId: z.string(),
  kind: z.enum(['area', 'illness-outbreak']),
  month: z.string(),
  regionCode: z.string(),
  laCode: z.string(),
  phase: z.string().exactOptional(),
  schools: z
    .array(z.object({ urn: z.string(), name: z.string() }))
    .describe(
      'Schools far above their own season. An event of the area covers all of its schools and phase, not these alone.',
    ),
  why: z.string(),
  open: z
    .object({
      address: z.string(),
      body: z.record(z.string(), z.unknown()),
      toAdd: z.array(z.string()).describe('Fields that a person must add to the body.'),
    })
    .describe('The request with which a hub manager can open the shock. Nothing opens by itself.'),
});

export type SuggestionItem = z.output<typeof suggestionSchema>;

export const suggestionsSchema = z.object({ items: z.array(suggestionSchema), notice });
