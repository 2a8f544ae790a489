import { type ReissueRequest } from '../../contracts/activities.js';
import { makeDraft } from '../../domain/drafting/draft.js';
import { type Dependencies } from '../dependencies.js';
import { draftReader } from './prepared-input.js';
import { writeReport } from './write-report.js';

/** Writes the report again with the floor that people agreed; where it has been issued, the new version becomes the live one. */
export function reissueReport({ db, narrative }: Dependencies): (request: ReissueRequest) => Promise<void> {
  const read = draftReader(db);
  return async ({ academicYear, urn, reportVersion, corrections, agreed, reason, isIssued }) => {
    const { prepared, ...held } = await read(academicYear, urn);
    const { facts } = makeDraft(prepared, {
      ...held,
      academicYear,
      reportVersion,
      corrections,
      agreed: { floorAttendancePercent: agreed.attendancePercent, setBy: agreed.setBy },
    });
    await writeReport({ db, narrative }, { academicYear, urn, reportVersion, facts, reason });
    if (!isIssued) return;
    await db('live_report')
      .insert({ academic_year: academicYear, urn, report_version: reportVersion, published_at: new Date() })
      .onConflict(['academic_year', 'urn'])
      .merge();
  };
}
