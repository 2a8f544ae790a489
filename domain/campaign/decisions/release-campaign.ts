import { textUnfit } from '../../process/checks.js';
import { type CampaignRule } from '../state.js';
import { campaignRunners } from './campaign-runners.js';

/** A person has checked the first page of drafts and starts the rest. */
export const releaseCampaign: CampaignRule<'releaseCampaign'> = {
  kind: 'releaseCampaign',
  permitted: campaignRunners,
  openIn: ['waiting-for-release'],
  unfit: (_occasion, _state, { body }) => textUnfit(body.note, 'A note'),
  change: (_occasion, _state, { body }) => ({
    set: { isReleased: true },
    note: body.note ?? 'The first drafts were checked; the remaining schools start.',
  }),
};
