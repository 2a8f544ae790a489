import { activityInfo, heartbeat } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import { type RecallInput } from '../../domain/recall/messages.js';
import { type Recalled, type Resumed, type Suspended } from '../../domain/school-year/messages/facts.js';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { type Urn } from '../../domain/shared/urn.js';
import { markClosed, openTouched } from '../../database/recalls/touched-schools.js';
import { inPace } from '../adapters/pace.js';
import { type Dependencies } from '../dependencies.js';

type RecallFact = Suspended | Recalled | Resumed;

/** Signals every school-year in the recall, each once; continues after the last one signalled. A year that has closed meanwhile is marked and left out. */
export const signalRecall =
  ({ db, client }: Dependencies) =>
  async ({ recallId, academicYear, schoolsPerSecond }: RecallInput, kind: RecallFact['kind']): Promise<void> => {
    const schools = await openTouched(db, recallId);
    const done = (activityInfo().heartbeatDetails as number | undefined) ?? 0;
    await inPace(schools.slice(done), schoolsPerSecond, signal, (count) => {
      heartbeat(done + count);
    });

    async function signal(urn: Urn): Promise<void> {
      const fact: RecallFact = { kind, recallId };
      try {
        await client.workflow.getHandle(schoolYearId(academicYear, urn)).signal(kind, fact);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
        await markClosed(db, recallId, urn);
      }
    }
  };
