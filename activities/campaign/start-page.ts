import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes, WorkflowIdReusePolicy } from '@temporalio/common';
import { type PageOutcome, type PageRequest } from '../../contracts/activities.js';
import { type CampaignInput } from '../../domain/campaign/messages.js';
import { type SupportCarried } from '../../domain/school-year/messages/facts.js';
import { type SchoolYearInput } from '../../domain/school-year/messages/input.js';
import { searchAttributeNames } from '../../contracts/search-attributes.js';
import { taskQueues } from '../../contracts/task-queues.js';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { carriedSupports } from '../../database/hubs-and-support/support.js';
import { shiftYear } from '../../domain/shared/academic-year.js';
import { type Urn } from '../../domain/shared/urn.js';
import { type CarriedSupport } from '../../domain/support/messages.js';
import { pageOfDrafts, type PreparedSchool } from '../../database/reports/drafts.js';
import { noteWorkflow } from '../../database/school-years/school-years.js';
import { type Dependencies } from '../dependencies.js';
import { eachOfPage } from './pages.js';

/**
 * Starts the school-years of one page; one that is already running counts as started. Then signals each whose support of the year before goes
 * on: a support that ends after this has looked signals the school-year itself, which is running by then.
 */
export const startPage =
  ({ db, client }: Dependencies) =>
  async (input: CampaignInput, page: PageRequest): Promise<PageOutcome> => {
    const { academicYear } = input.terms;
    const outcome = await eachOfPage(db, page, input.startsPerSecond, async (school) => {
      await startSchoolYear(client, input, school);
      await noteWorkflow(db, { academicYear, urn: school.urn });
    });
    const urns = (await pageOfDrafts(db, page)).map(({ urn }) => urn);
    for (const [urn, carried] of await carriedSupports(db, shiftYear(academicYear, -1), urns))
      await resumeSupport(client, schoolYearId(academicYear, urn as Urn), carried);
    return outcome;
  };

async function resumeSupport(client: Client, workflowId: string, carried: CarriedSupport): Promise<void> {
  const fact: SupportCarried = { kind: 'supportCarried', carried };
  try {
    await client.workflow.getHandle(workflowId).signal(fact.kind, fact);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

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
