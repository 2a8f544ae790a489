import { WorkflowNotFoundError } from '@temporalio/client';
import { heartbeat } from '@temporalio/activity';
import { type NamingInput } from '../../domain/naming/messages.js';
import { type ExamplesChanged } from '../../domain/school-year/messages/facts.js';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { mayBeNamed } from '../../domain/naming/consent.js';
import { readConsents } from '../../database/naming/consents.js';
import { reportsNamingWrongly } from '../../database/naming/places.js';
import { type Dependencies } from '../dependencies.js';

/** Signals the school-years whose newest report does not match the school's answer. A closed year needs no signal: its report is read without the name. */
export const signalReports =
  ({ db, client }: Dependencies) =>
  async ({ academicYear, urn }: NamingInput): Promise<number> => {
    const consents = await readConsents(db, academicYear, [urn]);
    const reports = await reportsNamingWrongly(db, { academicYear, urn, isNamed: mayBeNamed(consents.get(urn)) });
    let signalled = 0;
    for (const report of reports) {
      const fact: ExamplesChanged = { kind: 'examplesChanged' };
      try {
        await client.workflow.getHandle(schoolYearId(academicYear, report)).signal(fact.kind, fact);
        signalled += 1;
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
      heartbeat(signalled);
    }
    return signalled;
  };
