import { textMissing } from '../../process/checks.js';
import { starting, type CampaignRule } from '../state.js';
import { campaignRunners } from './campaign-runners.js';

/** No further school is started; those already started continue. */
export const cancelCampaign: CampaignRule<'cancelCampaign'> = {
  kind: 'cancelCampaign',
  permitted: campaignRunners,
  openIn: starting,
  unfit: (_occasion, _state, { body }) => textMissing(body.reason, 'A reason'),
  change: (_occasion, _state, { body }) => ({ set: { isCancelled: true }, note: body.reason }),
};
