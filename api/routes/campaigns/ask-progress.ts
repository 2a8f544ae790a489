import { statusQuery } from '../../../contracts/queries.js';
import { type CampaignProgress } from '../../../domain/campaign/messages.js';
import { campaignId } from '../../../contracts/workflow-ids.js';
import { type AcademicYear } from '../../../domain/shared/academic-year.js';
import { type Gateway } from '../../engine/gateway.js';

export interface CampaignStatus extends CampaignProgress {
  readonly version: number;
}

/** The campaign's own status; undefined when the year has none. */
export const askProgress = (gateway: Gateway, academicYear: AcademicYear): Promise<CampaignStatus | undefined> =>
  gateway.query<CampaignStatus>(campaignId(academicYear), statusQuery);
