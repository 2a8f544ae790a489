import { activityInfo, heartbeat } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import { type AreaEventInput } from '../../domain/monitoring/area-event-messages.js';
import { type Command } from '../../domain/process/command.js';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { shockOf } from '../../domain/monitoring/area-shock.js';
import { type ShockExemption } from '../../domain/monitoring/exemption.js';
import { type Urn } from '../../domain/shared/urn.js';
import { writeAreaEvent } from '../../database/area-events.js';
import { monitoredSchools } from '../../database/school-years/school-years.js';
import { inPace } from '../adapters/pace.js';
import { type Dependencies } from '../dependencies.js';

const schoolsPerSecond = 100;

/** Opens, ends or revokes the same shock at every school that the event covers. The shock has one id at each school, so a repeated signal changes nothing. */
export const signalArea =
  ({ db, client }: Dependencies) =>
  async (input: AreaEventInput): Promise<number> => {
    const { academicYear, event, calendar } = input;
    const schools = (await monitoredSchools(db, academicYear)).flatMap((school) => {
      const shock = shockOf(event, school, calendar);
      return shock ? [{ urn: school.urn as Urn, shock }] : [];
    });
    const done = (activityInfo().heartbeatDetails as number | undefined) ?? 0;
    await inPace(schools.slice(done), schoolsPerSecond, signal, (count) => {
      heartbeat(done + count);
    });
    const { decision } = input;
    await writeAreaEvent(db, academicYear, {
      event,
      signalled: schools.length,
      isRevoked: decision.kind === 'revoke',
      ...(decision.kind === 'end' && { endedOn: decision.endedOn }),
    });
    return schools.length;

    async function signal({ urn, shock }: { readonly urn: Urn; readonly shock: ShockExemption }): Promise<void> {
      const command = commandOf(input, shock);
      try {
        await client.workflow.getHandle(schoolYearId(academicYear, urn)).signal(command.kind, command);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    }
  };

function commandOf({ decision, event, actor }: AreaEventInput, shock: ShockExemption): Command<string, object> {
  const { id: shockId, kind: shockKind, from, to } = shock;
  switch (decision.kind) {
    case 'open': {
      const body = { shockKind, from, to, evidence: event.evidence, eventId: event.id };
      return { kind: 'pauseForShock', commandId: shockId, actor, body };
    }
    case 'end': {
      const body = { shockId, endedOn: decision.endedOn };
      return { kind: 'resumeMonitoring', commandId: `${shockId}/end`, actor, body };
    }
    case 'revoke': {
      const body = { shockId, reason: decision.reason };
      return { kind: 'revokeShock', commandId: `${shockId}/revoke`, actor, body };
    }
  }
}
