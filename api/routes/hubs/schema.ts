import { z } from 'zod';
import { notice } from '../shared/schemas.js';

export const hubSchema = z.object({
  academicYear: z.string(),
  hubId: z.string(),
  name: z.string(),
  leadUrn: z.string(),
  regionCode: z.string(),
  phase: z.string(),
  opensOn: z.string(),
  enhancedPlaces: z.number(),
  regionalPlaces: z.number(),
  waitingInRegion: z.number().describe('Schools of the hub’s region that wait for a place at any hub.'),
  hasBegun: z
    .boolean()
    .describe(
      'Whether a school has asked this hub for a place this year; before that, no decision about the hub is open.',
    ),
  version: z.number().exactOptional(),
  enhancedTaken: z.number().exactOptional(),
  regionalTaken: z.number().exactOptional(),
  isOpen: z.boolean().exactOptional(),
  notice,
});

export type HubItem = z.output<typeof hubSchema>;

export const hubsSchema = z.object({ items: z.array(hubSchema), notice });
