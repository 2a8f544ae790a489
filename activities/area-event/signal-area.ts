import { activityInfo, heartbeat } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import { type Knex } from 'knex';
import { type AreaEventInput } from '../../domain/monitoring/area-event-messages.js';
import { type Command } from '../../domain/process/command.js';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { shockOf, type SchoolInArea } from '../../domain/monitoring/area-shock.js';
import { type ShockExemption } from '../../domain/monitoring/exemption.js';
import { type Urn } from '../../domain/shared/urn.js';
import { inPace } from '../adapters/pace.js';
import { type Dependencies } from '../dependencies.js';

const schoolsPerSecond = 100;

/** Opens, ends or revokes the same shock at every school that the event covers; a school knows it by one id, so told twice it changes once. */
export const signalArea =
  ({ db, client }: Dependencies) =>
  async (input: AreaEventInput): Promise<number> => {
    const { academicYear, event, calendar } = input;
    const schools = (await readSchools(db, academicYear)).flatMap((school) => {
      const shock = shockOf(event, school, calendar);
      return shock ? [{ urn: school.urn as Urn, shock }] : [];
    });
    const done = (activityInfo().heartbeatDetails as number | undefined) ?? 0;
    await inPace(schools.slice(done), schoolsPerSecond, tell, (count) => {
      heartbeat(done + count);
    });
    await writeDown(db, input, schools.length);
    return schools.length;

    async function tell({ urn, shock }: { readonly urn: Urn; readonly shock: ShockExemption }): Promise<void> {
      const command = commandOf(input, shock);
      try {
        await client.workflow.getHandle(schoolYearId(academicYear, urn)).signal(command.kind, command);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    }
  };

const readSchools = (db: Knex, academicYear: string): Promise<SchoolInArea[]> =>
  db('school_year_view as view')
    .join('draft_input as draft', (join) => {
      join.on('draft.urn', 'view.urn').andOn('draft.academic_year', 'view.academic_year');
    })
    .where({ 'view.academic_year': academicYear, 'view.stage': 'monitoring' })
    .whereRaw(`draft.input->>'absencePhase' is not null`)
    .orderBy('view.urn')
    .select<SchoolInArea[]>(
      'view.urn',
      db.raw(`draft.input->>'laCode' as "laCode"`),
      db.raw(`draft.input->>'regionCode' as "regionCode"`),
      db.raw(`draft.input->>'absencePhase' as phase`),
    )
    .then((rows) => rows);

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

async function writeDown(db: Knex, { academicYear, event, decision }: AreaEventInput, told: number): Promise<void> {
  await db('area_event')
    .insert({
      academic_year: academicYear,
      event_id: event.id,
      region_code: event.area.regionCode,
      event: JSON.stringify(event),
      told,
      ended_on: decision.kind === 'end' ? decision.endedOn : null,
      is_revoked: decision.kind === 'revoke',
    })
    .onConflict(['academic_year', 'event_id'])
    .merge(decision.kind === 'open' ? ['told'] : decision.kind === 'end' ? ['ended_on'] : ['is_revoked']);
}
