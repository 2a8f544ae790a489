import { textMissing } from '../../process/checks.js';
import { starting, type CampaignRule } from '../state.js';
import { campaignRunners } from './campaign-runners.js';

/** No further page of schools is started until the campaign is resumed. */
export const pauseCampaign: CampaignRule<'pauseCampaign'> = {
  kind: 'pauseCampaign',
  permitted: campaignRunners,
  openIn: starting,
  unfit: (_occasion, _state, { body }) => textMissing(body.reason, 'A reason'),
  change: (_occasion, _state, { body }) => ({ set: { isPaused: true }, note: body.reason }),
};
