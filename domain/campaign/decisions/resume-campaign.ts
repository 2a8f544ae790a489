import { textUnfit } from '../../process/checks.js';
import { starting, type CampaignRule } from '../state.js';
import { campaignRunners } from './campaign-runners.js';

export const resumeCampaign: CampaignRule<'resumeCampaign'> = {
  kind: 'resumeCampaign',
  permitted: campaignRunners,
  openIn: starting,
  unfit: (_occasion, _state, { body }) => textUnfit(body.note, 'A note'),
  change: (_occasion, _state, { body }) => ({
    set: { isPaused: false },
    note: body.note ?? 'The campaign is resumed.',
  }),
};
