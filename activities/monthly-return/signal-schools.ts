import { activityInfo, heartbeat } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import { type ShiftTerms } from '../../domain/school-year/messages/monthly-return.js';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { type MonthReported } from '../../domain/school-year/messages/facts.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Urn } from '../../domain/shared/urn.js';
import { figuresOf } from '../../database/monthly-returns.js';
import { readNationalShifts, type NationalShifts } from '../../database/national-shifts.js';
import { type Dependencies } from '../dependencies.js';
import { readToldRows, type ToldRow } from './told-rows.js';

const atOnce = 16;

/** Tells each school of a batch its month. Goes on after the last chunk told; a school told twice takes it as a duplicate. */
export const signalSchools =
  ({ db, client }: Dependencies) =>
  async (academicYear: AcademicYear, batchId: number, terms?: ShiftTerms): Promise<number> => {
    const shifts = terms && (await readNationalShifts(db, academicYear, terms));
    const rows = await readToldRows(db, academicYear, batchId);
    const done = (activityInfo().heartbeatDetails as number | undefined) ?? 0;
    for (let start = done; start < rows.length; start += atOnce) {
      await Promise.all(
        rows.slice(start, start + atOnce).map((row) => tell(academicYear, factOf(row, shifts), row.urn)),
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

const factOf = (row: ToldRow, shifts: NationalShifts | undefined): MonthReported => ({
  kind: 'monthReported',
  ...figuresOf(row, Number(row.batch_id)),
  ...shiftOf(row, shifts),
});

function shiftOf({ absence_phase: phase, month }: ToldRow, shifts: NationalShifts | undefined): Partial<MonthReported> {
  const nationalShiftPoints = phase === null ? undefined : shifts?.[phase][month];
  return nationalShiftPoints === undefined ? {} : { nationalShiftPoints };
}
