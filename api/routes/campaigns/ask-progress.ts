import { progressQuery, type CampaignProgress } from '../../../domain/campaign/messages.js';
import { campaignId } from '../../../contracts/workflow-ids.js';
import { type AcademicYear } from '../../../domain/shared/academic-year.js';
import { type Gateway } from '../../gateway.js';

/** What the campaign says of itself; undefined when the year has none. */
export const askProgress = (gateway: Gateway, academicYear: AcademicYear): Promise<CampaignProgress | undefined> =>
  gateway.query<CampaignProgress>(campaignId(academicYear), progressQuery);
