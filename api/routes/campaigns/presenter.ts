import { type z } from 'zod';
import { type CampaignProgress } from '../../../domain/campaign/messages.js';
import { type progressSchema } from './schema.js';

export const presentProgress = (progress: CampaignProgress): z.output<typeof progressSchema> => ({
  ...progress,
  problems: [...progress.problems],
});
