import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { type PageOutcome, type PageRequest } from '../../contracts/activities.js';
import { type HubYearEnded } from '../../domain/hubs/messages.js';
import { type RoundsYearEnded } from '../../domain/hubs/place-rounds-messages.js';
import { type YearEnded } from '../../domain/school-year/messages/facts.js';
import { hubId, placeRoundsId, schoolYearId } from '../../contracts/workflow-ids.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { hubsOfYear } from '../../database/hubs-and-support/hubs.js';
import { type Dependencies } from '../dependencies.js';
import { eachOfPage } from './pages.js';

const endsPerSecond = 100;

/** Signals each school of a page that the year is over, with the national shift of its phase. Leaves out closed ones. */
export const endPage =
  ({ db, client }: Dependencies) =>
  (shifts: Readonly<Record<AbsencePhase, number>>, page: PageRequest): Promise<PageOutcome> =>
    eachOfPage(db, page, endsPerSecond, ({ urn, phase }) =>
      signalIfOpen(client, schoolYearId(page.academicYear, urn), {
        kind: 'yearEnded',
        nationalShiftPoints: shifts[phase],
      }),
    );

/** Ends the rounds of places, so that none gives a place that is about to end, and then the year of every hub that began one. */
export const endHubs =
  ({ db, client }: Dependencies) =>
  async (academicYear: AcademicYear): Promise<void> => {
    await signalIfOpen(client, placeRoundsId(academicYear), { kind: 'yearEnded' });
    for (const hub of await hubsOfYear(db, academicYear))
      await signalIfOpen(client, hubId(academicYear, hub), { kind: 'yearEnded' });
  };

async function signalIfOpen(
  client: Client,
  workflowId: string,
  fact: YearEnded | HubYearEnded | RoundsYearEnded,
): Promise<void> {
  try {
    await client.workflow.getHandle(workflowId).signal(fact.kind, fact);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
