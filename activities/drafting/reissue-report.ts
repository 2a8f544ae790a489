import { type ReissueRequest } from '../../contracts/activities.js';
import { makeDraft } from '../../domain/drafting/draft.js';
import { type ReportFacts } from '../../domain/report/facts.js';
import { type NamingOf } from '../../domain/naming/examples.js';
import { setLiveReport } from '../../database/reports/reports.js';
import { type Dependencies } from '../dependencies.js';
import { draftReader } from './prepared-input.js';
import { examplesOf, writeReport } from './write-report.js';

/** Writes the report again with what people have agreed since; if it has been issued, the new version becomes the live one. */
export function reissueReport({ db, narrative }: Dependencies): (request: ReissueRequest) => Promise<void> {
  const read = draftReader(db);
  return async ({ academicYear, urn, reportVersion, corrections, agreed, reason, isIssued }) => {
    const { prepared, ...held } = await read(academicYear, urn);
    const factsWith = (namingOf: NamingOf): ReportFacts =>
      makeDraft(prepared, {
        ...held,
        academicYear,
        reportVersion,
        corrections,
        namingOf,
        ...(agreed && { agreed: { floorAttendancePercent: agreed.attendancePercent, setBy: agreed.setBy } }),
      }).facts;
    const examples = examplesOf(prepared);
    await writeReport({ db, narrative }, { academicYear, urn, reportVersion, examples, factsWith, reason });
    if (isIssued) await setLiveReport(db, { academicYear, urn, reportVersion });
  };
}
