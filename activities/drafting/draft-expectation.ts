import { type DraftRequest } from '../../contracts/activities.js';
import { type Drafted } from '../../domain/school-year/messages/facts.js';
import { rungTitles } from '../../domain/baseline/ladder.js';
import { makeDraft, type Draft } from '../../domain/drafting/draft.js';
import { namedAlike, type NamingOf } from '../../domain/naming/examples.js';
import { type ReportFacts } from '../../domain/report/facts.js';
import { type Dependencies } from '../dependencies.js';
import { canonical } from '../../domain/shared/canonical.js';
import { namingIn } from '../../database/naming/consents.js';
import { placedExamples, type ReportExamples } from '../../database/naming/places.js';
import { newestReport } from '../../database/reports/reports.js';
import { askExamples } from '../naming/ask-examples.js';
import { draftReader } from './prepared-input.js';
import { examplesOf, writeReport } from './write-report.js';

/**
 * Makes one school's draft from what the campaign prepared, and writes its report version once. The first draft that may name a school
 * asks it. After a recall, a draft that equals the version before is not a new version.
 */
export function draftExpectation({
  db,
  narrative,
}: Pick<Dependencies, 'db' | 'narrative'>): (request: DraftRequest) => Promise<Drafted> {
  const read = draftReader(db);
  return async ({ academicYear, urn, reportVersion, corrections, recallId }) => {
    const { prepared, ...held } = await read(academicYear, urn);
    const make = (namingOf: NamingOf): Draft =>
      makeDraft(prepared, { ...held, academicYear, reportVersion, corrections, namingOf });
    const examples = examplesOf(prepared);
    const report: ReportExamples = { academicYear, reportUrn: urn, examples };
    await askExamples(db, academicYear, await placedExamples(db, report));
    const { drafted, facts } = make(await namingIn(db, report));
    if (recallId !== undefined) {
      const before = await newestReport(db, { academicYear, urn, before: reportVersion });
      if (before && saysTheSame(before.facts, facts))
        return { ...drafted, reportVersion: before.report_version, isUnchanged: true };
    }
    const reason = recallId === undefined ? (corrections.at(-1)?.reason ?? 'first draft') : `recall ${recallId}`;
    const factsWith = (namingOf: NamingOf): ReportFacts => make(namingOf).facts;
    await writeReport({ db, narrative }, { academicYear, urn, reportVersion, examples, factsWith, reason });
    return drafted;
  };
}

function saysTheSame(before: ReportFacts, after: ReportFacts): boolean {
  const [one, other] = namedAlike(before, after);
  return textOf(one) === textOf(other);
}

/** The figures alone, without what people agreed since, the fit that computed them and their rounding, because none of these comes from the sources. */
function textOf(facts: ReportFacts): string {
  const ladder = facts.ladder.filter(({ name }) => name !== rungTitles.expectation);
  const expectation = facts.expectation && { ...facts.expectation, shown: undefined };
  const figures = { ...facts, ladder, expectation };
  return JSON.stringify(canonical({ ...figures, agreed: undefined, modelVersion: undefined, notes: undefined }));
}
