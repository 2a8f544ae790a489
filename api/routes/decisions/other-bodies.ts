import { z } from 'zod';
import { type CampaignDecision } from '../../../domain/campaign/messages.js';
import { type HubDecision } from '../../../domain/hubs/decisions/index.js';
import { type RecallDecision } from '../../../domain/recall/messages.js';
import { type SupportDecision } from '../../../domain/support/decisions/index.js';
import { milestones } from '../../../domain/support/milestones.js';
import { date, reason, text } from './command-schema.js';

type BodyOf<Decision extends { readonly kind: string; readonly body: unknown }, Kind> = Extract<
  Decision,
  { readonly kind: Kind }
>['body'];

const noted = z.strictObject({ note: text.exactOptional() });
const reasoned = z.strictObject({ reason });
const places = z.number().int().min(0).max(10_000);

export const supportBodies = {
  recordMilestone: z.strictObject({
    milestone: z.enum(milestones),
    reachedOn: date,
    evidence: text,
    days: z.number(),
    isRepeat: z
      .boolean()
      .exactOptional()
      .describe('The support has gone back to this milestone: it is reached again, and every later one is open again.'),
  }),
  arrangePlace: z.strictObject({ hubId: text, reason }),
  endSupport: reasoned,
} as const satisfies { readonly [Kind in SupportDecision['kind']]: z.ZodType<BodyOf<SupportDecision, Kind>> };

export const hubBodies = {
  changeCapacity: z.strictObject({ enhancedPlaces: places, regionalPlaces: places, reason }),
  closeHub: reasoned,
} as const satisfies { readonly [Kind in HubDecision['kind']]: z.ZodType<BodyOf<HubDecision, Kind>> };

export const campaignBodies = {
  releaseCampaign: noted,
  pauseCampaign: reasoned,
  resumeCampaign: noted,
  cancelCampaign: reasoned,
  closeYear: z.strictObject({
    nationalShiftPoints: z
      .strictObject({ primary: z.number(), secondary: z.number(), special: z.number() })
      .describe("This year's national absence less last year's, in percentage points."),
    reason,
  }),
  confirmCloseYear: noted,
  declineCloseYear: reasoned,
} as const satisfies { readonly [Kind in CampaignDecision['kind']]: z.ZodType<BodyOf<CampaignDecision, Kind>> };

export const recallBodies = {
  confirmRecall: noted,
  cancelRecall: reasoned,
  redraftSchools: noted,
  endRecall: reasoned,
} as const satisfies { readonly [Kind in RecallDecision['kind']]: z.ZodType<BodyOf<RecallDecision, Kind>> };
