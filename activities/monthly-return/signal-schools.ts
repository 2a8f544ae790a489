import { activityInfo, heartbeat } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { type MonthReported } from '../../contracts/school-year/facts.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Urn } from '../../domain/shared/urn.js';
import { type Dependencies } from '../dependencies.js';

interface ReturnRow {
  readonly urn: Urn;
  readonly month: string;
  readonly possible_sessions: number;
  readonly authorised_absence_sessions: number;
  readonly unauthorised_absence_sessions: number;
  readonly enrolments: number;
  readonly persistently_absent_enrolments: number;
  readonly severely_absent_enrolments: number;
  readonly as_of: string;
}

const atOnce = 16;

/** Tells each school of a batch its month. Goes on after the last chunk told; a school told twice takes it as a duplicate. */
export const signalSchools =
  ({ db, client }: Dependencies) =>
  async (academicYear: AcademicYear, batchId: number): Promise<number> => {
    const rows = await db('monthly_return')
      .where({ batch_id: batchId })
      .orderBy('urn')
      .select<ReturnRow[]>('*', db.raw(`to_char(as_of, 'YYYY-MM-DD') as as_of`));
    const done = (activityInfo().heartbeatDetails as number | undefined) ?? 0;
    for (let start = done; start < rows.length; start += atOnce) {
      await Promise.all(
        rows.slice(start, start + atOnce).map((row) => tell(academicYear, factOf(row, batchId), row.urn)),
      );
      heartbeat(start + atOnce);
    }
    return rows.length;

    async function tell(year: AcademicYear, fact: MonthReported, urn: Urn): Promise<void> {
      try {
        await client.workflow.getHandle(schoolYearId(year, urn)).signal(fact.kind, fact);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    }
  };

const factOf = (row: ReturnRow, batchId: number): MonthReported => ({
  kind: 'monthReported',
  month: row.month,
  revision: batchId,
  possibleSessions: row.possible_sessions,
  authorisedAbsenceSessions: row.authorised_absence_sessions,
  unauthorisedAbsenceSessions: row.unauthorised_absence_sessions,
  enrolments: row.enrolments,
  persistentlyAbsentEnrolments: row.persistently_absent_enrolments,
  severelyAbsentEnrolments: row.severely_absent_enrolments,
  asOf: row.as_of,
});
