import { progressQuery } from '../../../domain/campaign/messages.js';
import { campaignId } from '../../../contracts/workflow-ids.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { campaignBodies } from '../decisions/other-bodies.js';
import { decisionRoutes } from '../decisions/route.js';
import { yearParams } from '../shared/schemas.js';

export function campaignDecisionRoutes(app: Api, context: ApiContext): void {
  decisionRoutes(app, context, {
    tag: 'campaigns',
    url: '/campaigns/:academicYear',
    params: yearParams,
    bodies: campaignBodies,
    actionOf: (kind) => (kind === 'closeYear' ? 'close-year' : 'run-campaign'),
    workflowId: ({ academicYear }) => campaignId(academicYear),
    stateQuery: progressQuery,
    whyClosed: async ({ academicYear }) => {
      const progress = await context.gateway.query<{ readonly stage: string }>(campaignId(academicYear), progressQuery);
      return progress && `No decision about the campaign is open; it is ${progress.stage}.`;
    },
  });
}
