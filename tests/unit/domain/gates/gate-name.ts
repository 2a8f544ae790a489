import { type CampaignGateName } from '../../../../domain/gates/campaign/run-campaign-gates.js';
import { type SchoolGateName } from '../../../../domain/gates/run-gates.js';

export type GateName = SchoolGateName | CampaignGateName;
