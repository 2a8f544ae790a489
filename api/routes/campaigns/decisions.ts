import { statusQuery } from '../../../contracts/queries.js';
import { campaignId } from '../../../contracts/workflow-ids.js';
import { type campaignDecisions } from '../../../domain/campaign/decisions/index.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { campaignBodies } from '../decisions/other-bodies.js';
import { decisionRoutes } from '../decisions/route.js';
import { yearParams } from '../shared/schemas.js';
import { askProgress } from './ask-progress.js';

export function campaignDecisionRoutes(app: Api, context: ApiContext): void {
  decisionRoutes(app, context, {
    tag: 'campaigns',
    url: '/campaigns/:academicYear',
    params: yearParams,
    bodies: campaignBodies,
    actionOf: (kind) => kind as keyof typeof campaignDecisions,
    workflowId: ({ academicYear }) => campaignId(academicYear),
    stateQuery: statusQuery,
    whyClosed: async ({ academicYear }) => {
      const progress = await askProgress(context.gateway, academicYear);
      return progress && `No decision about the campaign is open; it is ${progress.stage}.`;
    },
  });
}
