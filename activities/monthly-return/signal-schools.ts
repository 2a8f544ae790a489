import { activityInfo, heartbeat } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import { type ShiftTerms } from '../../domain/school-year/messages/monthly-return.js';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { type MonthReported } from '../../domain/school-year/messages/facts.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Urn } from '../../domain/shared/urn.js';
import { readNationalShifts, type NationalShifts } from '../../database/facts/national-shifts.js';
import { readReportedMonths, type ReportedMonth } from '../../database/monthly-returns/reported-months.js';
import { type Dependencies } from '../dependencies.js';

const atOnce = 16;

/** Signals each school of a batch its month. Continues after the last chunk signalled; a school takes a repeated signal as a duplicate. */
export const signalSchools =
  ({ db, client }: Dependencies) =>
  async (academicYear: AcademicYear, batchId: number, terms?: ShiftTerms): Promise<number> => {
    const shifts = terms && (await readNationalShifts(db, academicYear, terms));
    const rows = await readReportedMonths(db, academicYear, batchId);
    const done = (activityInfo().heartbeatDetails as number | undefined) ?? 0;
    for (let start = done; start < rows.length; start += atOnce) {
      await Promise.all(
        rows.slice(start, start + atOnce).map((row) => signal(academicYear, factOf(row, shifts), row.urn)),
      );
      heartbeat(start + atOnce);
    }
    return rows.length;

    async function signal(year: AcademicYear, fact: MonthReported, urn: Urn): Promise<void> {
      try {
        await client.workflow.getHandle(schoolYearId(year, urn)).signal(fact.kind, fact);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    }
  };

const factOf = ({ figures, phase }: ReportedMonth, shifts: NationalShifts | undefined): MonthReported => {
  const nationalShiftPoints = phase === undefined ? undefined : shifts?.[phase][figures.month];
  return { kind: 'monthReported', ...figures, ...(nationalShiftPoints !== undefined && { nationalShiftPoints }) };
};
