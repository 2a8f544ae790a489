import { type z } from 'zod';
import { type CampaignStatus } from './ask-progress.js';
import { type progressSchema } from './schema.js';

export const presentProgress = (progress: CampaignStatus): z.output<typeof progressSchema> => ({
  ...progress,
  problems: [...progress.problems],
});
