import { decisionKinds } from '../../../domain/school-year/decisions/index.js';
import { schoolYearQueries } from '../../../domain/school-year/messages/messages.js';
import { schoolYearId } from '../../../contracts/workflow-ids.js';
import { type Action } from '../../../domain/process/access-policy.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { findSchoolYear } from '../../../database/school-years/school-years.js';
import { decisionRoutes } from '../decisions/route.js';
import { schoolYearBodies } from '../decisions/school-year-bodies.js';
import { schoolParams } from '../shared/schemas.js';

/** Every decision about a school-year. */
export function schoolYearDecisionRoutes(app: Api, context: ApiContext): void {
  decisionRoutes(app, context, {
    tag: 'school-years',
    url: '/school-years/:academicYear/:urn',
    params: schoolParams,
    bodies: schoolYearBodies,
    place: 'school',
    actionOf,
    workflowId: ({ academicYear, urn }) => schoolYearId(academicYear, urn),
    stateQuery: schoolYearQueries.status,
    whyClosed: async ({ academicYear, urn }) => {
      const row = await findSchoolYear(context.db, academicYear, urn);
      return row && `No decision is open for this school-year; it is ${row.stage}.`;
    },
  });
}

/** The policy names each decision by its own kind. */
function actionOf(kind: string): Action {
  const action = decisionKinds.find((known) => known === kind);
  if (!action) throw new RangeError(`"${kind}" is not a decision about a school-year.`);
  return action;
}
