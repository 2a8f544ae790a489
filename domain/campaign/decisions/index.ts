import { type CampaignDecision } from '../messages.js';
import { type CampaignRule } from '../state.js';
import { cancelCampaign } from './cancel-campaign.js';
import { closeYear } from './close-year.js';
import { confirmCloseYear } from './confirm-close-year.js';
import { declineCloseYear } from './decline-close-year.js';
import { pauseCampaign } from './pause-campaign.js';
import { releaseCampaign } from './release-campaign.js';
import { resumeCampaign } from './resume-campaign.js';

/** Every decision of a campaign, one file each. */
export const campaignDecisions = {
  releaseCampaign,
  pauseCampaign,
  resumeCampaign,
  cancelCampaign,
  closeYear,
  confirmCloseYear,
  declineCloseYear,
} as const satisfies { readonly [Kind in CampaignDecision['kind']]: CampaignRule<Kind> };
