import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes, WorkflowIdReusePolicy } from '@temporalio/common';
import { type PageOutcome, type PageRequest } from '../../contracts/activities.js';
import { type CampaignInput } from '../../domain/campaign/messages.js';
import { type SchoolYearInput } from '../../domain/school-year/messages/input.js';
import { searchAttributeNames } from '../../contracts/search-attributes.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { type PreparedSchool } from '../../database/reports/drafts.js';
import { noteWorkflow } from '../../database/school-years/school-years.js';
import { type Dependencies } from '../dependencies.js';
import { eachOfPage } from './pages.js';

/** Starts the school-years of one page. A school-year that is already running counts as started. */
export const startPage =
  ({ db, client }: Dependencies) =>
  (input: CampaignInput, page: PageRequest): Promise<PageOutcome> =>
    eachOfPage(db, page, input.startsPerSecond, async (school) => {
      await startSchoolYear(client, input, school);
      await noteWorkflow(db, { academicYear: input.terms.academicYear, urn: school.urn });
    });

async function startSchoolYear(
  client: Client,
  { terms }: CampaignInput,
  { urn, laCode, regionCode }: PreparedSchool,
): Promise<void> {
  const year: SchoolYearInput = { ...terms, urn, laCode, regionCode };
  try {
    await client.workflow.start('schoolYear', {
      workflowId: schoolYearId(terms.academicYear, urn),
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      taskQueue: taskQueues.schoolYear,
      args: [year],
      staticSummary: `school ${urn}, ${terms.academicYear}`,
      typedSearchAttributes: attributesOf(year),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

const attributesOf = (year: SchoolYearInput): TypedSearchAttributes =>
  new TypedSearchAttributes([
    { key: defineSearchAttributeKey(searchAttributeNames.urn, 'KEYWORD'), value: year.urn },
    { key: defineSearchAttributeKey(searchAttributeNames.academicYear, 'KEYWORD'), value: year.academicYear },
    { key: defineSearchAttributeKey(searchAttributeNames.localAuthority, 'KEYWORD'), value: year.laCode },
    { key: defineSearchAttributeKey(searchAttributeNames.region, 'KEYWORD'), value: year.regionCode },
    { key: defineSearchAttributeKey(searchAttributeNames.stage, 'KEYWORD'), value: 'drafting' },
  ]);
