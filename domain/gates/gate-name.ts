import { type CampaignGateName } from './campaign/run-campaign-gates.js';
import { type SchoolGateName } from './run-gates.js';

export type GateName = SchoolGateName | CampaignGateName;
